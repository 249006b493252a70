package com.wevion.credits.ledger;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.platform.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A ledger on a database of its own, with a clock that tests can set, and the operations that tests are made of. */
final class TestLedger implements AutoCloseable {
    static final UUID ALICE = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    static final Duration HOLD_TIME = Duration.ofMinutes(15);
    static final LedgerLimits.Locked LOCKED = new LedgerLimits.Locked(Duration.ofMillis(50), Duration.ofMillis(500), 4);
    private static final int TRANSACTIONS = 2;

    final ScratchDatabase database = ScratchDatabase.migrated();
    final HikariDataSource pool = database.pool();
    final Accounts accounts = new Accounts(pool);
    final Memory memory = new Memory(50_000);
    final Holds holds = new Holds(pool, memory);
    final Entries entries = new Entries(pool);
    final SettableClock clock = new SettableClock();
    private final ExecutorService workers = Executors.newFixedThreadPool(2 * TRANSACTIONS);
    final Ledger ledger = node(clock, memory);

    TestLedger() {
        database.execute(Once.TABLE);
    }

    /** The ledger of a server, with its own clock, on the same database. */
    Ledger node(SettableClock itsClock) {
        return node(itsClock, new Memory(1_000));
    }

    /** As {@link #node(SettableClock)}, with a memory of its own size. */
    Ledger node(SettableClock itsClock, Memory itsMemory) {
        return new Ledger(
                pool,
                accounts,
                itsMemory,
                workers,
                itsClock,
                new LedgerLimits(200, 10_000, 10_000, TRANSACTIONS, Duration.ofSeconds(60), LOCKED),
                (operations, waited, database) -> {});
    }

    /** A new team's CREDITS account with a balance. */
    AccountState wallet(long balanceMicros) {
        UUID teamId = Ids.next();
        accounts.open(teamId, 0);
        AccountState account = accounts.of(teamId, AccountKind.CREDITS);
        if (balanceMicros > 0) {
            ledger.post(credit(account, balanceMicros));
        }
        return accounts.of(teamId, AccountKind.CREDITS);
    }

    /** A new team's CREATIVE account with a spending limit. */
    AccountState creative(long limitMicros) {
        UUID teamId = Ids.next();
        accounts.open(teamId, limitMicros);
        return accounts.of(teamId, AccountKind.CREATIVE);
    }

    AccountState now(AccountState account) {
        return accounts.of(account.teamId(), account.kind());
    }

    List<EntryRecord> history(AccountState account) {
        return entries.before(account, Long.MAX_VALUE, 10_000, new EntryFilter(null, null, null, null, null, null));
    }

    static Posting credit(AccountState account, long micros) {
        return new Posting(Ids.next(), account.accountId(), micros, EntryType.PURCHASE, "TEST", null, "{}", null);
    }

    static Posting debit(AccountState account, long micros) {
        return new Posting(Ids.next(), account.accountId(), -micros, EntryType.USAGE, "TEST", ALICE, "{}", null);
    }

    Hold hold(AccountState account, long micros) {
        return hold(account, micros, Ids.next().toString(), false, null);
    }

    Hold partialHold(AccountState account, long micros) {
        return hold(account, micros, Ids.next().toString(), true, null);
    }

    Hold hold(AccountState account, long micros, String key, boolean partial, Long capMicros) {
        return new Hold(
                Ids.next(),
                account.accountId(),
                account.teamId(),
                HoldKind.CHAT_MESSAGE,
                key,
                bytes("hold " + micros),
                ALICE,
                micros,
                partial,
                capMicros,
                clock.instant().plus(HOLD_TIME),
                "{}",
                null);
    }

    static Settle settle(Hold hold, long micros) {
        return new Settle(
                hold.holdId(),
                hold.accountId(),
                micros,
                bytes("settle " + micros),
                "{}",
                "CHAT",
                "DEFAULT",
                1,
                "{}",
                null);
    }

    /** A reversal that can be made once; 0 for what it does not do. */
    static Reversal reversal(UUID id, AccountState account, long freeze, long unfreeze, long clawback, long reinstate) {
        return new Reversal(
                id, account.accountId(), freeze, unfreeze, clawback, reinstate, "TEST", "{}", new Once(id, -1));
    }

    static Void end(Hold hold) {
        return new Void(hold.holdId(), hold.accountId(), bytes("void"), "{}", null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    List<String> violations() {
        return LedgerChecks.violations(database.url());
    }

    @Override
    public void close() {
        ledger.stop();
        workers.shutdown();
        pool.close();
    }
}
