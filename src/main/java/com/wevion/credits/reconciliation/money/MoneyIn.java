package com.wevion.credits.reconciliation.money;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.report.MoneyReport;
import com.wevion.credits.reconciliation.rules.Finding;
import com.wevion.credits.reconciliation.rules.PayoutItems;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.stripe.StripeBalance;
import com.wevion.credits.stripe.StripePayments;
import com.wevion.credits.stripe.StripeRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Compares the money that Stripe received, gave back and paid out with the entries of purchases, bills and their returns. Asks Stripe,
 * so never inside a transaction. Thread-safe.
 */
public class MoneyIn {
    /** Is given what was found, part by part. */
    @FunctionalInterface
    public interface Found {
        /** Called with the findings of some payments. */
        void of(List<Finding> findings);
    }

    /** The name under which the breaks of money in stand where those of providers have the provider's. */
    public static final String STRIPE = "STRIPE";

    private static final int AT_A_TIME = 1_000;

    private final DataSource dataSource;
    private final StripeBalance balance;
    private final Clock clock;
    private final Duration grace;
    private final int lookbackDays;

    /**
     * Reads from a database, and from Stripe what is new.
     *
     * @param grace the time after which a payment should be in the books
     * @param lookbackDays the days before the window of which Stripe's movements are read as well
     */
    public MoneyIn(DataSource dataSource, StripeBalance balance, Clock clock, Duration grace, int lookbackDays) {
        this.dataSource = dataSource;
        this.balance = balance;
        this.clock = clock;
        this.grace = grace;
        this.lookbackDays = lookbackDays;
    }

    /** Compares the days of a run, and keeps what it comes to; if Stripe does not answer, why not. */
    public void compare(UUID runId, Window window, Found found) {
        // Of an attempt that was cut off.
        Sql.on(dataSource)
                .update("DELETE FROM reconciliation_finding WHERE run_id = ? AND provider = ?", runId, STRIPE);
        keep(runId, report(window, found));
    }

    /** Keeps that the comparison failed. */
    public void failed(UUID runId) {
        keep(runId, MoneyReport.notCompared("The comparison failed; the failures of the run say why"));
    }

    private void keep(UUID runId, MoneyReport report) {
        Sql.on(dataSource).update("""
                        INSERT INTO reconciliation_money (run_id, problem, report) VALUES (?, ?, ?::json)
                        ON CONFLICT (run_id) DO UPDATE SET problem = excluded.problem, report = excluded.report""", runId, report.notCompared(), Json.write(report));
    }

    private MoneyReport report(Window window, Found found) {
        if (!balance.isSetUp()) {
            return MoneyReport.notCompared("Stripe is not set up here");
        }
        try {
            balance.read(window.from().minusDays(lookbackDays));
            return compared(window, found);
        } catch (Unavailable | StripeRefused | StripePayments.TooMany e) {
            return MoneyReport.notCompared(OneLine.of(e.getMessage()));
        }
    }

    private MoneyReport compared(Window window, Found found) {
        Instant from = start(window.from());
        Instant until = start(window.to());
        Instant settledBefore = clock.instant().minus(grace);
        MoneyTotals totals = new MoneyTotals(window);
        PaymentSides sides = new PaymentSides(from, balance::taxCents);
        List<String> payments = Sql.on(dataSource)
                .list(
                        PaymentQueries.TOUCHED,
                        row -> row.getString("payment"),
                        from,
                        until,
                        from,
                        until,
                        from,
                        until,
                        from,
                        until,
                        from,
                        until);
        for (int begin = 0; begin < payments.size(); begin += AT_A_TIME) {
            String[] part = payments.subList(begin, Math.min(begin + AT_A_TIME, payments.size()))
                    .toArray(String[]::new);
            List<Finding> findings = new ArrayList<>();
            for (PaymentSides.Row row :
                    Sql.on(dataSource).list(PaymentQueries.BOTH_SIDES, PaymentSides.Row::read, (Object) part)) {
                sides.payment(row)
                        .ifPresentOrElse(
                                payment -> {
                                    List<Finding> differences = payment.findings(window, settledBefore);
                                    totals.add(payment, differences);
                                    findings.addAll(differences);
                                },
                                () -> totals.addOther(row));
            }
            found.of(findings);
        }
        return totals.report(balances(from, until), payouts(from, until, found), outside(from, until));
    }

    private List<MoneyReport.Balance> balances(Instant from, Instant until) {
        return Sql.on(dataSource).list(PaymentQueries.BALANCES, MoneyTotals::balance, from, until);
    }

    private List<MoneyReport.Payout> payouts(Instant from, Instant until, Found found) {
        List<PayoutItems> items = new ArrayList<>();
        List<MoneyReport.Payout> payouts = Sql.on(dataSource)
                .list(
                        PaymentQueries.PAYOUTS,
                        row -> {
                            items.add(MoneyTotals.items(row));
                            return MoneyTotals.payout(row);
                        },
                        from,
                        until);
        found.of(items.stream().flatMap(item -> item.findings().stream()).toList());
        return payouts;
    }

    private MoneyReport.Other outside(Instant from, Instant until) {
        return Sql.on(dataSource)
                .first(
                        PaymentQueries.OUTSIDE,
                        row -> new MoneyReport.Other(
                                Finding.OUR_CURRENCY,
                                row.getLong("bills"),
                                MoneyTotals.amount(row.getLong("cents"), Finding.OUR_CURRENCY)),
                        from,
                        until)
                .orElseThrow();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
