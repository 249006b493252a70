package com.wevion.credits.limit;

import com.wevion.credits.platform.TooManyRequests;
import java.time.Duration;

/**
 * The outcome of counting a request against a limit.
 *
 * @param remaining requests that would be allowed at once now
 * @param delay the time until the limit has room for one; zero if the request is allowed
 */
record Use(Quota quota, boolean isAllowed, long remaining, Duration delay) {
    /** Whole seconds, at least one, after which a refused request is allowed. */
    long retryAfterSeconds() {
        return Math.max(1, delay.plusNanos(999_999_999).toSeconds());
    }

    /** An item of the field RateLimit. */
    String item() {
        return "\"" + quota.name() + "\";r=" + remaining + ";t="
                + (isAllowed ? quota.window().toSeconds() : retryAfterSeconds());
    }

    /** The answer to a refused request. */
    TooManyRequests refusal() {
        return new TooManyRequests(
                "The limit \"" + quota.name() + "\" of this server allows " + quota.requests() + " requests in "
                        + quota.window().toSeconds() + " s; try again in " + retryAfterSeconds() + " s.",
                quota.name(),
                retryAfterSeconds());
    }
}
