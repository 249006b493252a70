package com.wevion.credits.reconciliation.money;

import com.wevion.credits.audit.books.AuditResult;
import com.wevion.credits.dev.SettableClock;
import com.wevion.credits.ledger.Book;
import com.wevion.credits.ledger.book.AccountState;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.AllTerms;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.RunTrigger;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.breaks.Breaks;
import com.wevion.credits.reconciliation.job.Findings;
import com.wevion.credits.reconciliation.report.MoneyReport;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.report.Reports;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.stripe.SimulatedTill;
import com.wevion.credits.trail.Author;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stripe's balance and the books of a team, and the comparison of both without a server. */
final class MoneyBook implements AutoCloseable {
    static final Window AUGUST = new Window(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-09-01"));
    private static final long MICROS_OF_A_CENT = 10_000_000;
    private static final int LOOKBACK_DAYS = 3;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-08-03T12:00:00Z"));
    private final Book book = new Book();
    private final AccountState wallet = book.wallet(1);
    private final SimulatedTill till = new SimulatedTill(clock);
    private final MoneyIn money = new MoneyIn(
            book.pool(), till.balance(book.pool(), clock, 100), clock, Duration.ofMinutes(15), LOOKBACK_DAYS);
    private final Runs runs = new Runs(book.pool(), clock, Duration.ofSeconds(60), 5);
    private final Breaks breaks = new Breaks(book.pool(), clock);
    private final Reports reports = new Reports(book.pool(), runs, breaks, 5, 100, 10, run -> List.of());
    private final Findings findings = new Findings(book.pool());
    private int bills;

    SimulatedTill till() {
        return till;
    }

    void wait(Duration time) {
        clock.advance(time);
    }

    /** Somebody pays for a purchase that is in the books; Stripe's name of the payment. */
    String buys(long cents) {
        UUID purchase = UUID.randomUUID();
        String payment = till.pay(purchase, cents);
        books(purchase, payment, cents);
        return payment;
    }

    /** Enters a purchase, a cent of which is 10 credits. */
    void books(UUID purchase, String payment, long cents) {
        tamper("""
                INSERT INTO purchase (id, team_id, account_id, idempotency_key, fingerprint, bought_by, package, catalog_version,
                    credits_micros, price_cents, return_url, status, created_at, expires_at, payment_intent, paid_cents, paid_at)
                VALUES ('%s', '%s', %d, '%s', sha256(''), gen_random_uuid(), 'STARTER', 1, %d, %d, '', 'PAID', '%s', '%s', '%s', %d, '%s')
                """.formatted(
                        purchase,
                        wallet.teamId(),
                        wallet.accountId(),
                        purchase,
                        cents * MICROS_OF_A_CENT,
                        cents,
                        clock.instant(),
                        clock.instant(),
                        payment,
                        cents,
                        clock.instant()));
        entry(purchase, "PURCHASE", "PURCHASE", cents * MICROS_OF_A_CENT);
    }

    /** A customer pays a bill that is in the books; Stripe's name of the payment. */
    String paysABill(String customer, long cents) {
        String payment = till.pay(customer, null, cents, "usd");
        booksABill(payment, cents);
        return payment;
    }

    void booksABill(String payment, long cents) {
        UUID bill = UUID.randomUUID();
        bills++;
        tamper("""
                INSERT INTO creative_bill (id, team_id, account_id, number, reason, status, from_sequence, to_sequence, period_from, period_to,
                    amount_cents, due_days, created_at, stripe_invoice, stripe_payment, paid_at)
                VALUES ('%s', '%s', %d, %d, 'MONTH', 'PAID', 0, 0, '%s', '%s', %d, 14, '%s', 'in_%s', '%s', '%s')
                """.formatted(
                        bill,
                        wallet.teamId(),
                        wallet.accountId(),
                        bills,
                        clock.instant(),
                        clock.instant(),
                        cents,
                        clock.instant(),
                        bill.toString().replace("-", ""),
                        payment,
                        clock.instant()));
        entry(bill, "PAYMENT", "CREATIVE_BILL", cents * MICROS_OF_A_CENT);
    }

    /** A customer of the team at Stripe. */
    String customer() {
        String customer = till.customer();
        tamper("INSERT INTO team_customer (team_id, name, asked_at, customer) VALUES ('" + wallet.teamId()
                + "', 'Acme', now(), '" + customer + "')");
        return customer;
    }

    /** Takes a step that refunds and disputes of a purchase make. */
    void reverses(String payment, String step, long cents, long disputedCents) {
        tamper("""
                INSERT INTO purchase_reversal (id, purchase_id, number, cause, source_id, step, credits_micros, decided_micros, at,
                    disputed_micros, frozen_micros)
                SELECT gen_random_uuid(), p.id, 1 + (SELECT count(*) FROM purchase_reversal r WHERE r.purchase_id = p.id), 'REFUND', 'ch_1',
                       '%s', %d, 0, '%s', %d, 0
                  FROM purchase p WHERE p.payment_intent = '%s'
                """.formatted(
                        step, cents * MICROS_OF_A_CENT, clock.instant(), disputedCents * MICROS_OF_A_CENT, payment));
    }

    private void entry(UUID operation, String type, String kind, long units) {
        tamper("""
                INSERT INTO entry SELECT account_id, max(sequence) + 1, '%s', '%s', '%s', '%s', %d, 0, 0, NULL, NULL, NULL,
                    NULL, '{}', sha256('') FROM entry WHERE account_id = %d GROUP BY account_id
                """.formatted(operation, clock.instant(), type, kind, units, wallet.accountId()));
    }

    void tamper(String sql) {
        book.database().executeAsSuperuser(sql);
    }

    /** Compares August an hour later; the run. */
    UUID compare() {
        clock.advance(Duration.ofHours(1));
        NewRun wanted = new NewRun(
                RunTrigger.OPERATOR, null, AUGUST, null, UUID.randomUUID().toString());
        ComparisonTerms usual = new ComparisonTerms(5_000, 10_000_000, 0);
        UUID run = runs.record(wanted, 1, new AllTerms(usual, Map.of()), Author.PLATFORM)
                .run()
                .id();
        money.compare(run, AUGUST, found -> findings.write(run, MoneyIn.STRIPE, found));
        reports.complete(runs.find(run), List.of(), new AuditResult(clock.instant(), 0, 0, 0, null, List.of(), null));
        return run;
    }

    MoneyReport report(UUID run) {
        return wholeReport(run).money();
    }

    Report wholeReport(UUID run) {
        return reports.of(run);
    }

    List<BreakView> breaks(UUID run) {
        return breaks.page(run, null, null, 100, null).items();
    }

    /** Cause, Stripe's name, Stripe's side, the books' side and what Stripe has more. */
    List<String> told(UUID run) {
        return breaks(run).stream()
                .map(found -> found.cause() + " " + found.requestId() + " " + found.billedCost() + " "
                        + found.recordedCost() + " " + found.variance())
                .toList();
    }

    List<String> states() {
        return Sql.on(book.pool()).list("SELECT state FROM reconciliation_break", row -> row.getString("state"));
    }

    @Override
    public void close() {
        till.close();
        book.close();
    }
}
