package com.wevion.credits.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Timer;

/** Shows at {@code /metrics} how the ledger combines operations. */
@ApplicationScoped
class LedgerMetrics implements TransactionObserver {
    private static final String PREFIX = "credits_ledger_";

    @Inject
    MetricRegistry registry;

    private Histogram batchSize;
    private Timer waiting;
    private Timer database;

    /** Begins to measure. */
    void register(IntSupplier queueLength, IntSupplier lockedAccounts) {
        registry.gauge(
                describe("queue_length", "Operations that wait for the next transaction", MetricUnits.NONE),
                queueLength::getAsInt);
        registry.gauge(
                describe("locked_accounts", "Accounts that another transaction keeps locked", MetricUnits.NONE),
                lockedAccounts::getAsInt);
        batchSize = registry.histogram(describe("batch_size", "Operations in one transaction", MetricUnits.NONE));
        waiting = registry.timer(describe(
                "waiting", "Time for which the first operation of a transaction waited for it", MetricUnits.SECONDS));
        database = registry.timer(describe(
                "database",
                "Time a transaction took, from the wait for a connection to the commit",
                MetricUnits.SECONDS));
    }

    private static Metadata describe(String name, String description, String unit) {
        return Metadata.builder()
                .withName(PREFIX + name)
                .withDescription(description)
                .withUnit(unit)
                .build();
    }

    @Override
    public void ended(int operations, Duration waited, Duration took) {
        batchSize.update(operations);
        waiting.update(waited);
        database.update(took);
    }
}
