package com.wevion.credits.reconciliation.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runs that this server works on; a timer records them in the database. Between two pieces of work the server's batch is busy with its
 * own bookkeeping, so a run keeps beating for a while; a run whose job has died, in whatever way, stops. Thread-safe.
 */
@ApplicationScoped
class Pulse {
    /** Work on a run. */
    @FunctionalInterface
    interface Work<T> {
        /** Works. */
        T run();
    }

    private static final Duration AFTERGLOW = Duration.ofSeconds(10);

    @Inject
    Clock clock;

    private final Map<UUID, AtomicInteger> working = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> worked = new ConcurrentHashMap<>();

    /** Works on a run. */
    <T> T during(UUID runId, Work<T> work) {
        AtomicInteger threads = working.computeIfAbsent(runId, id -> new AtomicInteger());
        threads.incrementAndGet();
        try {
            return work.run();
        } finally {
            threads.decrementAndGet();
            worked.put(runId, clock.instant());
        }
    }

    /** Those that are being worked on, or were a moment ago. */
    List<UUID> beating() {
        Instant recent = clock.instant().minus(AFTERGLOW);
        return working.entrySet().stream()
                .filter(run -> run.getValue().get() > 0
                        || worked.getOrDefault(run.getKey(), Instant.EPOCH).isAfter(recent))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets a run whose job has ended. */
    void ended(UUID runId) {
        working.remove(runId);
        worked.remove(runId);
    }
}
