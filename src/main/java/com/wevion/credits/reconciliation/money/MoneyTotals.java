package com.wevion.credits.reconciliation.money;

import com.wevion.credits.reconciliation.report.MoneyReport;
import com.wevion.credits.reconciliation.rules.CustomerPayment;
import com.wevion.credits.reconciliation.rules.Finding;
import com.wevion.credits.reconciliation.rules.MinorUnits;
import com.wevion.credits.reconciliation.rules.PayoutItems;
import com.wevion.credits.reconciliation.rules.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds money in up: what was received less what was booked is the sum of the differences, to the cent. A payment counts by the day on
 * which Stripe received it, or, if it did not, on which it was booked.
 */
final class MoneyTotals {
    private record Sum(long payments, long minor) {
        Sum plus(long more) {
            return new Sum(payments + 1, minor + more);
        }
    }

    private final Window window;
    private final Map<String, Sum> others = new TreeMap<>();
    private long payments;
    private long receivedCents;
    private long bookedCents;
    private long returnedCents;
    private long takenBackCents;
    private long breaks;

    MoneyTotals(Window window) {
        this.window = window;
    }

    void add(CustomerPayment payment, List<Finding> differences) {
        breaks += differences.size();
        CustomerPayment.Received received = payment.received();
        CustomerPayment.Booked booked = payment.booked();
        boolean isForeign = received != null && !Finding.OUR_CURRENCY.equals(received.currency());
        boolean counts = isIn(received == null ? booked.at() : received.at());
        boolean waits = received == null || booked == null
                ? differences.isEmpty() // on its way, or gone back before it was booked
                : isForeign;
        if (counts && !waits) {
            payments++;
            receivedCents += received == null ? 0 : received.minor() - (booked == null ? received.returnedMinor() : 0);
            bookedCents += booked == null ? 0 : booked.cents();
        }
        if (received != null && booked != null && !isForeign) {
            returnedCents += Math.min(received.returnedMinor(), booked.cents());
            takenBackCents += booked.returnedCents();
        }
    }

    /** A payment that is none of ours. */
    void addOther(PaymentSides.Row row) {
        if (row.chargedAt() != null && isIn(row.chargedAt())) {
            others.merge(
                    row.currency(), new Sum(1, row.receivedMinor()), (before, one) -> before.plus(row.receivedMinor()));
        }
    }

    private boolean isIn(Instant at) {
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return !day.isBefore(window.from()) && day.isBefore(window.to());
    }

    MoneyReport report(
            List<MoneyReport.Balance> balances, List<MoneyReport.Payout> payouts, MoneyReport.Other outside) {
        List<MoneyReport.Other> foreign = new ArrayList<>();
        others.forEach((currency, sum) ->
                foreign.add(new MoneyReport.Other(currency, sum.payments(), amount(sum.minor(), currency))));
        long wrongPayouts = payouts.stream()
                .filter(payout -> payout.difference() != null && !"0".equals(payout.difference()))
                .count();
        return new MoneyReport(
                null,
                payments,
                usd(receivedCents),
                usd(bookedCents),
                usd(receivedCents - bookedCents),
                usd(returnedCents),
                usd(takenBackCents),
                usd(takenBackCents - returnedCents),
                breaks + wrongPayouts,
                foreign,
                outside,
                balances,
                payouts);
    }

    private static String usd(long cents) {
        return amount(cents, Finding.OUR_CURRENCY);
    }

    /** As the API writes it. */
    static String amount(long minor, String currency) {
        return MinorUnits.plain(minor, currency);
    }

    private static String amount(ResultSet row, String column) throws SQLException {
        return amount(row.getLong(column), row.getString("currency"));
    }

    static MoneyReport.Balance balance(ResultSet row) throws SQLException {
        return new MoneyReport.Balance(
                row.getString("currency"),
                row.getLong("charges"),
                amount(row, "gross"),
                amount(row, "refunds"),
                amount(row, "disputes"),
                amount(row, "fees"),
                amount(row, "net"));
    }

    static PayoutItems items(ResultSet row) throws SQLException {
        return new PayoutItems(
                row.getString("id"),
                row.getObject("day", LocalDate.class),
                row.getString("currency"),
                row.getLong("amount_minor"),
                row.getBoolean("itemized") ? row.getLong("net") : null,
                row.getLong("movements"));
    }

    static MoneyReport.Payout payout(ResultSet row) throws SQLException {
        boolean itemized = row.getBoolean("itemized");
        long difference = row.getLong("amount_minor") - row.getLong("net");
        return new MoneyReport.Payout(
                row.getString("id"),
                row.getObject("day", LocalDate.class),
                row.getObject("arrival_day", LocalDate.class),
                row.getString("status"),
                row.getString("currency"),
                amount(row, "amount_minor"),
                itemized ? row.getLong("movements") : null,
                itemized ? amount(row, "gross") : null,
                itemized ? amount(row, "fees") : null,
                itemized ? amount(row, "net") : null,
                itemized ? amount(difference, row.getString("currency")) : null);
    }
}
