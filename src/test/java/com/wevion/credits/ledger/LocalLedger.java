package com.wevion.credits.ledger;

import com.wevion.credits.dev.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A ledger outside of a server, with the limits that {@code server-config/settings.properties} gives a server's. */
public final class LocalLedger implements AutoCloseable {
    private static final Settings SETTINGS = Settings.load(Map.of());

    private final ExecutorService workers = Executors.newFixedThreadPool(transactions());
    private final Accounts accounts;
    private final Entries entries;
    private final Ledger ledger;

    /** @param dataSource with a connection for each of {@link #transactions} and one more for reading */
    public LocalLedger(DataSource dataSource) {
        this(dataSource, Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)));
    }

    /** As the other, at another time; it must tick in microseconds. */
    public LocalLedger(DataSource dataSource, Clock clock) {
        accounts = new Accounts(dataSource);
        entries = new Entries(dataSource);
        ledger = new Ledger(
                dataSource,
                accounts,
                new Memory(SETTINGS.number("credits.ledger.memory.entries")),
                workers,
                TestLedger.time(clock),
                limits(),
                (operations, waited, database) -> {});
    }

    private static LedgerLimits limits() {
        return new LedgerLimits(
                SETTINGS.number("credits.ledger.batch.size"),
                SETTINGS.number("credits.ledger.queue.length"),
                transactions(),
                Duration.ofMillis(SETTINGS.number("credits.ledger.timeout.millis")));
    }

    /** How many transactions it may run at a time. */
    public static int transactions() {
        return SETTINGS.number("credits.ledger.transactions");
    }

    /** What is measured. */
    public Ledger ledger() {
        return ledger;
    }

    /** The accounts of the same database. */
    public Accounts accounts() {
        return accounts;
    }

    /** The histories in the same database. */
    public Entries entries() {
        return entries;
    }

    @Override
    public void close() {
        ledger.stop();
        workers.shutdown();
    }
}
