package com.wevion.credits.ledger;

import com.wevion.credits.dev.Settings;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A ledger outside of a server, with the limits that {@code server-config/settings.properties} gives a server's. */
public final class LocalLedger implements AutoCloseable {
    private static final Settings SETTINGS = Settings.load(Map.of());

    private final ExecutorService workers = Executors.newFixedThreadPool(transactions() + 1);
    private final Accounts accounts;
    private final Entries entries;
    private final Holds holds;
    private final Ledger ledger;
    private final Clock clock;

    /** @param dataSource with a connection for each of {@link #transactions}, one for accounts that are locked, and one more for reading;
     *     each waits for a lock for {@link #lockTimeout} */
    public LocalLedger(DataSource dataSource) {
        this(dataSource, Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS)));
    }

    /** As the other, at another time; it must tick in microseconds. */
    public LocalLedger(DataSource dataSource, Clock clock) {
        this.clock = clock;
        Memory memory = new Memory(SETTINGS.number("credits.ledger.memory.entries"));
        accounts = new Accounts(dataSource);
        entries = new Entries(dataSource);
        holds = new Holds(dataSource, memory);
        ledger = new Ledger(
                dataSource,
                memory,
                workers,
                TestLedger.time(clock),
                limits(),
                (operations, waited, database, accounts) -> {});
    }

    private static LedgerLimits limits() {
        return new LedgerLimits(
                SETTINGS.number("credits.ledger.batch.size"),
                SETTINGS.number("credits.ledger.queue.length"),
                SETTINGS.number("credits.ledger.queue.account.length"),
                transactions(),
                millis("credits.ledger.timeout.millis"),
                new LedgerLimits.Locked(
                        lockTimeout(),
                        millis("credits.ledger.locked.timeout.millis"),
                        SETTINGS.number("credits.ledger.locked.queue.length")));
    }

    private static Duration millis(String setting) {
        return Duration.ofMillis(SETTINGS.number(setting));
    }

    /** The time for which its connections are to wait for a lock. */
    public static Duration lockTimeout() {
        return millis("credits.ledger.lock.timeout.millis");
    }

    /** The number of transactions that it may run at a time. */
    public static int transactions() {
        return SETTINGS.number("credits.ledger.transactions");
    }

    /** The ledger itself. */
    public Ledger ledger() {
        return ledger;
    }

    /** The accounts of the same database. */
    public Accounts accounts() {
        return accounts;
    }

    /** The holds in the same database. */
    public Holds holds() {
        return holds;
    }

    /** The histories in the same database. */
    public Entries entries() {
        return entries;
    }

    /** Releases the holds of jobs whose time has passed, as the sweep does. */
    public void releaseDue() {
        ledger.expire(holds.due(
                HoldKind.JOB, clock.instant(), List.of(), SETTINGS.number("credits.ledger.expiry.batch.size")));
    }

    @Override
    public void close() {
        ledger.stop();
        workers.shutdown();
    }
}
