package com.wevion.credits.limit;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * A limit: so many requests in a window, and as many at once after a pause of a window. What was used comes back evenly.
 *
 * @param name as it is told to callers
 * @param requests in a window; 0 for no limit
 */
record Quota(String name, long requests, Duration window) {
    /** True if there is no limit. */
    boolean isNone() {
        return requests <= 0;
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(requests)
                .refillGreedy(requests, window)
                .build();
    }

    /** An item of the field RateLimit-Policy. */
    String policy() {
        return "\"" + name + "\";q=" + requests + ";w=" + window.toSeconds();
    }
}
