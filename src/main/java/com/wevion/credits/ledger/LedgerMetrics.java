package com.wevion.credits.ledger;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Shows at {@code /metrics} how the ledger combines operations. Times are seconds there. */
@ApplicationScoped
class LedgerMetrics {
    private static final String PREFIX = "credits.ledger.";
    private static final Duration[] TIMES = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    @Inject
    MeterRegistry registry;

    private DistributionSummary batchSize;
    private Timer waiting;
    private Timer database;

    /** Begins to measure. */
    void register(IntSupplier queueLength, IntSupplier lockedAccounts) {
        Gauge.builder(PREFIX + "queue.length", queueLength::getAsInt)
                .description("Operations that wait for the next transaction")
                .register(registry);
        Gauge.builder(PREFIX + "locked.accounts", lockedAccounts::getAsInt)
                .description("Accounts that another transaction keeps locked")
                .register(registry);
        batchSize = DistributionSummary.builder(PREFIX + "batch.size")
                .description("Operations in one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200)
                .register(registry);
        waiting = timer("waiting", "Time for which the first operation of a transaction waited for it");
        database = timer("database", "Time a transaction took, from the wait for a connection to the commit");
    }

    private Timer timer(String name, String description) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    /** A transaction has ended. */
    void ended(int operations, Duration waited, Duration took) {
        batchSize.record(operations);
        waiting.record(waited);
        database.record(took);
    }
}
