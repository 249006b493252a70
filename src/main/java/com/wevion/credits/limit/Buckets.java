package com.wevion.credits.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.UUID;

/**
 * The counts of this server, one for each caller and limit, in bounded memory: with more callers than it keeps, those who have been quiet
 * for the longest begin anew. Thread-safe.
 */
final class Buckets {
    private record Place(String quota, UUID subject) {}

    private final Cache<Place, Bucket> buckets;
    private final TimeMeter time;

    /** @param max the most counts */
    Buckets(long max, TimeMeter time) {
        this.buckets = Caffeine.newBuilder().maximumSize(max).build();
        this.time = time;
    }

    /** Counts a request of a caller or team, unless it is above the limit. */
    Use use(Quota quota, UUID subject) {
        Bucket bucket = buckets.get(new Place(quota.name(), subject), place -> bucket(quota));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Use(
                quota,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(Quota quota) {
        return Bucket.builder()
                .addLimit(quota.bandwidth())
                .withCustomTimePrecision(time)
                .build();
    }

    /** The number of counts that are kept, for tests. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }
}
