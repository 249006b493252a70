package com.wevion.credits.ledger;

import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.transaction.BookTime;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.ledger.transaction.TransactionObserver;
import com.wevion.credits.platform.time.ComparedClock;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the ledger together in the server. What commits by itself has the pool {@code jdbc/ledger}, whose connections take
 * part in no JTA transaction; what reads or joins a transaction has {@code jdbc/credits}.
 */
@ApplicationScoped
class LedgerBeans {
    @Resource(lookup = "jdbc/ledger")
    DataSource own;

    @Resource(lookup = "jdbc/credits")
    DataSource shared;

    @Resource
    ManagedThreadFactory threads;

    private Ledger ledger;
    private ExecutorService workers;
    private Memory memory;

    @Inject
    ChangedAccounts changed;

    @Inject
    Clock clock;

    @Inject
    ComparedClock real;

    @Inject
    @ConfigProperty(name = "credits.ledger.memory.entries")
    int memoryEntries;

    @Inject
    @ConfigProperty(name = "credits.ledger.lock.timeout.millis")
    long lockTimeoutMillis;

    @Inject
    @ConfigProperty(name = "credits.ledger.locked.timeout.millis")
    long lockedTimeoutMillis;

    @Inject
    @ConfigProperty(name = "credits.ledger.locked.queue.length")
    int lockedQueueLength;

    @PostConstruct
    void remember() {
        memory = new Memory(memoryEntries);
    }

    @Produces
    @Singleton
    Ledger ledger(
            LedgerMetrics metrics,
            OperationMetrics operationMetrics,
            @ConfigProperty(name = "credits.ledger.batch.size") int batchSize,
            @ConfigProperty(name = "credits.ledger.queue.length") int queueLength,
            @ConfigProperty(name = "credits.ledger.queue.account.length") int accountQueueLength,
            @ConfigProperty(name = "credits.ledger.transactions") int transactions,
            @ConfigProperty(name = "credits.ledger.timeout.millis") long timeoutMillis,
            @ConfigProperty(name = "credits.clock.ahead.seconds") long aheadSeconds,
            @ConfigProperty(name = "credits.clock.corrected.seconds") long correctedSeconds) {
        LedgerLimits limits = new LedgerLimits(
                batchSize,
                queueLength,
                accountQueueLength,
                transactions,
                Duration.ofMillis(timeoutMillis),
                new LedgerLimits.Locked(
                        Duration.ofMillis(lockTimeoutMillis),
                        Duration.ofMillis(lockedTimeoutMillis),
                        lockedQueueLength));
        BookTime time =
                new BookTime(clock, real, Duration.ofSeconds(aheadSeconds), Duration.ofSeconds(correctedSeconds));
        // Threads of its own: the ledger must not wait behind other work, least of all behind work that waits for it.
        workers = Executors.newFixedThreadPool(transactions + 1, threads);
        ledger = new Ledger(own, memory, workers, time, limits, new Observing(metrics, operationMetrics, changed));
        metrics.register(ledger::queueLength, () -> ledger.lockedAccounts().size());
        return ledger;
    }

    private record Observing(LedgerMetrics batches, OperationMetrics single, ChangedAccounts changed)
            implements TransactionObserver {
        @Override
        public void ended(int operations, Duration waited, Duration took, Collection<Long> accounts) {
            batches.ended(operations, waited, took);
            changed.add(accounts);
        }

        @Override
        public <A> void posted(Operation<A> operation, A answer) {
            single.posted(operation, answer);
        }

        @Override
        public void failed(Operation<?> operation, RuntimeException cause) {
            single.failed(operation, cause);
        }
    }

    @PreDestroy
    void stop() {
        if (ledger != null) {
            ledger.stop();
            workers.shutdown();
        }
    }

    @Produces
    @Singleton
    Accounts accounts() {
        return new Accounts(shared);
    }

    @Produces
    @Singleton
    Holds holds() {
        return new Holds(own, memory);
    }

    @Produces
    @Singleton
    Anomalies anomalies() {
        return new Anomalies(own, clock);
    }

    @Produces
    @Singleton
    Entries entries() {
        return new Entries(shared);
    }

    @Produces
    @Singleton
    MemberUses memberUses() {
        return new MemberUses(shared, clock);
    }
}
