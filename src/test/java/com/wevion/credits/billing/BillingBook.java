package com.wevion.credits.billing;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TeamRows;
import com.wevion.credits.ledger.LocalLedger;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Hold;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.trail.PlatformsLog;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bills on a database of their own, without a server and without Stripe. */
final class BillingBook implements AutoCloseable {
    final Clock clock = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    final ScratchDatabase database = ScratchDatabase.migrated();
    final HikariDataSource pool = database.pool();
    final LocalLedger books = new LocalLedger(pool);
    final NextBill next = node();
    final DueTeams due = dueTeams();

    /** The billing of another server. */
    NextBill node() {
        NextBill node = new NextBill();
        node.dataSource = pool;
        node.accounts = books.accounts();
        node.clock = clock;
        node.minimumCents = 50;
        node.dueDays = 14;
        node.audit = PlatformsLog.at(clock);
        return node;
    }

    private DueTeams dueTeams() {
        DueTeams teams = new DueTeams();
        teams.dataSource = pool;
        teams.batch = 20;
        teams.minimumCents = 50;
        teams.autoPercent = 5;
        return teams;
    }

    /** A new team with a spending limit. */
    UUID team(String limitUsd) {
        UUID team = Ids.next();
        TeamRows.insert(pool, team, Ids.next());
        books.accounts().open(team, Unit.USD.parse(limitUsd));
        return team;
    }

    long account(UUID team) {
        return books.accounts().idOf(team, AccountKind.CREATIVE);
    }

    /** Work that was done and charged. */
    void uses(UUID team, String engine, String price, long quantity) {
        long nanos = Math.multiplyExact(Unit.USD.parse(price), quantity);
        Hold hold = Hold.of(
                new AdmittedWork(
                        Ids.next(),
                        account(team),
                        team,
                        HoldKind.CHAT_MESSAGE,
                        team,
                        nanos,
                        clock.instant().plusSeconds(60),
                        "{}"),
                Ids.next().toString(),
                new byte[32]);
        books.ledger().post(hold);
        String explanation =
                Json.write(Map.of("unitPrice", price, "per", "SECOND", "unitSize", 1, "quantity", quantity));
        books.ledger()
                .post(new Settle(
                        hold.holdId(),
                        hold.accountId(),
                        new WorkCharge(nanos, "VIDEO", engine, quantity, explanation),
                        new WorkReport(new byte[32], "{}")));
    }

    /** An operator's correction. */
    void adjust(UUID team, long nanos) {
        UUID id = Ids.next();
        Sql.on(pool)
                .update(
                        "INSERT INTO adjustment VALUES (?, ?, ?, ?, 'test', ?, now(), ?, sha256('x'))",
                        id,
                        team,
                        account(team),
                        nanos,
                        team,
                        id.toString());
        books.ledger().post(Posting.adjustment(id, account(team), nanos).by(team));
    }

    /** Bills everything there is. */
    Optional<Bill> bill(UUID team) {
        return next.record(NextBill.Order.ofLimit(team, clock.instant()));
    }

    /** Bills what a month that ended then had. */
    Optional<Bill> bill(UUID team, Instant end) {
        return next.record(NextBill.Order.ofMonth(team, end, clock.instant()));
    }

    /** Voids the invoice as Stripe would. */
    void voids(Bill bill) {
        Sql.on(pool)
                .update(
                        "UPDATE creative_bill SET status = 'VOID', stripe_invoice = ? WHERE id = ?",
                        "in_" + bill.id(),
                        bill.id());
    }

    /** The invoice of a bill is paid. */
    Bill pays(Bill bill) {
        Sql.on(pool).update("UPDATE creative_bill SET stripe_invoice = ? WHERE id = ?", "in_" + bill.id(), bill.id());
        books.ledger()
                .post(Posting.of(
                                EntryType.PAYMENT,
                                ReferenceKind.CREATIVE_BILL,
                                bill.id(),
                                bill.accountId(),
                                bill.amountNanos())
                        .with(new PaidBill(bill.id(), "pi_" + bill.id(), clock.instant())));
        return find(bill);
    }

    Bill find(Bill bill) {
        return Sql.on(pool)
                .first("SELECT * FROM creative_bill WHERE id = ?", Bill::read, bill.id())
                .orElseThrow();
    }

    /** So many cents of what was paid, with tax, have gone back by refunds now; the bill afterwards. */
    Bill refunds(Bill bill, long cents, long paidCents) {
        List<BillReturn> steps = Sql.on(pool).list(BillReturn.SELECT, BillReturn::read, bill.id());
        MoneyBack.Now now = new MoneyBack.Now(List.of(new MoneyBack.Part(
                MoneyBack.Cause.REFUND,
                "ch_1",
                cents == 0 ? MoneyBack.Standing.KEPT : MoneyBack.Standing.BACK,
                cents)));
        BillReturn.next(Ids.next(), bill, paidCents, steps, now, clock.instant())
                .ifPresent(step -> books.ledger().post(BillReturns.posting(bill, step)));
        return find(bill);
    }

    /** A figure in the database. */
    long figure(String sql, Object... parameters) {
        return Sql.on(pool).first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }

    List<String> violations() {
        return LedgerChecks.violations(database.url());
    }

    @Override
    public void close() {
        books.close();
        pool.close();
        database.drop();
    }
}
