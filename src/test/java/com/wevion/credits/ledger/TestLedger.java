package com.wevion.credits.ledger;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryRecord;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Companion;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.ledger.transaction.BookTime;
import com.wevion.credits.ledger.transaction.LedgerLimits;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.time.ComparedClock;
import com.wevion.credits.platform.time.ServiceClock;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A ledger on a database of its own, with a clock that tests can set, and the operations that tests are made of. */
final class TestLedger implements AutoCloseable {
    static final UUID ALICE = UUID.fromString("00000000-0000-4000-8000-00000000000a");
    static final Duration HOLD_TIME = Duration.ofMinutes(15);
    static final LedgerLimits.Locked LOCKED = new LedgerLimits.Locked(Duration.ofMillis(50), Duration.ofMillis(500), 4);

    private static final int TRANSACTIONS = 2;
    static final LedgerLimits LIMITS =
            new LedgerLimits(200, 10_000, 10_000, TRANSACTIONS, Duration.ofSeconds(60), LOCKED);

    /** The kind of work for which {@link #debit} charges without a hold; all holds are of the other kind. */
    static final ReferenceKind DIRECT_USE = ReferenceKind.JOB;

    static final Duration MAX_AHEAD = Duration.ofMinutes(5);
    private static final Duration MAX_CORRECTED = Duration.ofHours(1);
    private static final String IN_THE_FUTURE = "no_time_is_in_the_future.sql";

    private static final Set<String> OF_CALLERS = Set.of(
            "debt_is_what_clawbacks_left",
            "debts_are_paid_by_something",
            "every_adjustment_is_whole",
            "paid_bills_are_credited",
            "paid_purchases_are_credited",
            "reversals_are_in_the_books",
            "usage_has_a_hold");
    private static final String CHARGES_HAVE_THEIR_HOLDS =
            "SELECT e.* FROM entry e WHERE e.type = 'USAGE' AND e.reference_kind <> '"
                    + DIRECT_USE
                    + "' AND NOT EXISTS (SELECT FROM hold h WHERE h.id = e.operation_id AND h.account_id = e.account_id"
                    + " AND h.state = 'SETTLED') AND NOT EXISTS (SELECT FROM archived_hold h WHERE h.id = e.operation_id"
                    + " AND h.account_id = e.account_id AND h.state = 'SETTLED')";

    final ScratchDatabase database = ScratchDatabase.migrated();
    final HikariDataSource pool = database.pool();
    final Accounts accounts = new Accounts(pool);
    final Memory memory = new Memory(50_000);
    final Holds holds = new Holds(pool, memory);
    final Entries entries = new Entries(pool);
    final SettableClock clock = new SettableClock();
    private final List<SettableClock> clocks = new ArrayList<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(2 * TRANSACTIONS);
    final Ledger ledger = node(clock, memory);

    TestLedger() {
        database.execute(Once.TABLE);
    }

    /** The time of a service whose clock is set by a test, as that of the embedded default can be; this machine's is right. */
    static BookTime time(Clock clock) {
        return new BookTime(clock, new ComparedClock(ServiceClock.REAL), MAX_AHEAD, MAX_CORRECTED);
    }

    /** The ledger of a server, with its own clock, on the same database. */
    Ledger node(SettableClock itsClock) {
        return node(itsClock, new Memory(1_000));
    }

    /** As {@link #node(SettableClock)}, with a memory of its own size. */
    Ledger node(SettableClock itsClock, Memory itsMemory) {
        clocks.add(itsClock);
        return node(time(itsClock), itsMemory);
    }

    /** The ledger of a server of production, which takes what its machine's clock shows for real time. */
    Ledger node(ComparedClock machine) {
        return node(new BookTime(machine, machine, MAX_AHEAD, MAX_CORRECTED), new Memory(1_000));
    }

    private Ledger node(BookTime time, Memory itsMemory) {
        return new Ledger(pool, itsMemory, workers, time, LIMITS, (operations, waited, database, accounts) -> {});
    }

    /** A new team's CREDITS account with a balance. */
    AccountState wallet(long balanceUnits) {
        UUID teamId = Ids.next();
        accounts.open(teamId, 0);
        AccountState account = accounts.of(teamId, AccountKind.CREDITS);
        if (balanceUnits > 0) {
            ledger.post(credit(account, balanceUnits));
        }
        return accounts.of(teamId, AccountKind.CREDITS);
    }

    /** A new team's CREATIVE account with a spending limit. */
    AccountState creative(long limitUnits) {
        UUID teamId = Ids.next();
        accounts.open(teamId, limitUnits);
        return accounts.of(teamId, AccountKind.CREATIVE);
    }

    AccountState now(AccountState account) {
        return accounts.of(account.teamId(), account.kind());
    }

    List<EntryRecord> history(AccountState account) {
        return entries.before(account, Long.MAX_VALUE, 10_000, EntryFilter.ALL);
    }

    /** Of the kind that is usual for its type. */
    static Posting posting(UUID id, AccountState account, long units, EntryType type, UUID userId) {
        ReferenceKind kind = switch (type) {
            case USAGE -> DIRECT_USE;
            case CLAWBACK, REINSTATEMENT -> ReferenceKind.REFUND;
            case PAYMENT -> ReferenceKind.CREATIVE_BILL;
            case PURCHASE -> ReferenceKind.PURCHASE;
            case ADJUSTMENT -> ReferenceKind.ADJUSTMENT;
        };
        return Posting.of(type, kind, id, account.accountId(), units).by(userId);
    }

    /** Its history, the newest first: type, amount and balance after it. */
    List<String> lines(AccountState account) {
        return history(account).stream()
                .map(entry -> entry.type() + " " + entry.amountUnits() + " " + entry.balanceAfterUnits())
                .toList();
    }

    static Posting credit(AccountState account, long units) {
        return Posting.purchase(Ids.next(), account.accountId(), units);
    }

    static Posting debit(AccountState account, long units) {
        return posting(Ids.next(), account, -units, EntryType.USAGE, ALICE);
    }

    Hold hold(AccountState account, long units) {
        return hold(account, units, Ids.next().toString());
    }

    Hold partialHold(AccountState account, long units) {
        return hold(account, units).orLess();
    }

    Hold hold(AccountState account, long units, String key) {
        return Hold.of(
                new AdmittedWork(
                        Ids.next(),
                        account.accountId(),
                        account.teamId(),
                        HoldKind.CHAT_MESSAGE,
                        ALICE,
                        units,
                        clock.instant().plus(HOLD_TIME),
                        "{}"),
                key,
                bytes("hold " + units));
    }

    static Settle settle(Hold hold, long units) {
        return new Settle(
                hold.holdId(),
                hold.accountId(),
                new WorkCharge(units, "CHAT", "DEFAULT", 1, "{}"),
                new WorkReport(bytes("settle " + units), "{}"));
    }

    /** A settlement with rows of its own. */
    static Settle with(Settle settle, Companion<? super Ending> companion) {
        return new Settle(settle.holdId(), settle.accountId(), settle.charge(), settle.report(), companion);
    }

    /** A report that came at that time. */
    static WorkReport arrived(WorkReport report, Instant at) {
        return new WorkReport(report.fingerprint(), report.completion(), at);
    }

    /** A settlement by a report that came at that time. */
    static Settle arrived(Settle settle, Instant at) {
        return new Settle(settle.holdId(), settle.accountId(), settle.charge(), arrived(settle.report(), at));
    }

    /** A reversal that can be made once. */
    static Reversal reversal(AccountState account, Reversal.Amounts amounts) {
        UUID id = Ids.next();
        return new Reversal(id, account.accountId(), amounts, ReferenceKind.REFUND, "{}", new Once(id, -1));
    }

    static Void end(Hold hold) {
        return new Void(hold.holdId(), hold.accountId(), new WorkReport(bytes("void"), "{}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The findings of the checks. Rows that were written by a clock that a test has set ahead may be later than the database's time. */
    List<String> violations() {
        Instant now = ServiceClock.REAL.instant();
        boolean isAhead = clocks.stream().anyMatch(each -> each.latest().isAfter(now));
        return violations(database.url()).stream()
                .filter(violation -> !isAhead || !violation.startsWith(IN_THE_FUTURE))
                .toList();
    }

    /**
     * The findings of the checks in books that were written without the callers whose purchases, jobs, corrections, bills and reversals the
     * entries are of: all but those that hold the entries against these. Charges of holds are held against them all the same.
     */
    static List<String> violations(String databaseUrl) {
        return LedgerChecks.violations(databaseUrl, OF_CALLERS, CHARGES_HAVE_THEIR_HOLDS);
    }

    @Override
    public void close() {
        ledger.stop();
        workers.shutdown();
        pool.close();
    }
}
