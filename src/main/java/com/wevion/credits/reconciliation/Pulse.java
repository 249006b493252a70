package com.wevion.credits.reconciliation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which runs this server works on at this moment; a timer says so in the database. Thread-safe. */
@ApplicationScoped
class Pulse {
    /** Work that may be interrupted by anything. */
    @FunctionalInterface
    interface Work<T> {
        /** Works. */
        T run();
    }

    private final Map<UUID, Integer> working = new ConcurrentHashMap<>();

    /** Works on a run. */
    <T> T during(UUID runId, Work<T> work) {
        working.merge(runId, 1, Integer::sum);
        try {
            return work.run();
        } finally {
            working.computeIfPresent(runId, (id, threads) -> threads == 1 ? null : threads - 1);
        }
    }

    /** Those that are being worked on. */
    Set<UUID> beating() {
        return Set.copyOf(working.keySet());
    }
}
