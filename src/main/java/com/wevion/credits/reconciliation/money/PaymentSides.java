package com.wevion.credits.reconciliation.money;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.CustomerPayment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Makes payments of the rows of both sides. */
final class PaymentSides {
    /** A row of {@link PaymentQueries#BOTH_SIDES}. */
    record Row(
            String payment,
            boolean ours,
            Long receivedMinor,
            long returnedMinor,
            String currency,
            Instant chargedAt,
            Instant movedAt,
            Purchase purchase,
            Bill bill) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("payment"),
                    row.getBoolean("ours"),
                    Sql.nullableLong(row, "received_minor"),
                    row.getLong("returned_minor"),
                    row.getString("currency"),
                    Sql.instant(row, "charged_at"),
                    Sql.instant(row, "moved_at"),
                    Purchase.read(row),
                    Bill.read(row));
        }
    }

    /** The entry of a purchase and what was taken back of it; null without one. */
    private record Purchase(long paidCents, long creditsMicros, long goneMicros, Instant at, Instant reversedAt) {
        static Purchase read(ResultSet row) throws SQLException {
            Instant at = Sql.instant(row, "purchase_at");
            return at == null
                    ? null
                    : new Purchase(
                            row.getLong("paid_cents"),
                            row.getLong("credits_micros"),
                            row.getLong("taken_micros") + row.getLong("disputed_micros"),
                            at,
                            Sql.instant(row, "reversed_at"));
        }

        /** The credits that went are those of whole cents, so their cents can be told. */
        long goneCents() {
            return BigDecimal.valueOf(goneMicros)
                    .multiply(BigDecimal.valueOf(paidCents))
                    .divide(BigDecimal.valueOf(creditsMicros), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }

        CustomerPayment.Booked booked() {
            return new CustomerPayment.Booked(paidCents, goneCents(), null, at, reversedAt == null ? at : reversedAt);
        }
    }

    /** The entry of a bill's payment and what went back of it; null without one. */
    private record Bill(long amountCents, String stripeInvoice, long returnedCents, Instant at, Instant returnedAt) {
        static Bill read(ResultSet row) throws SQLException {
            Instant at = Sql.instant(row, "bill_at");
            return at == null
                    ? null
                    : new Bill(
                            row.getLong("amount_cents"),
                            row.getString("stripe_invoice"),
                            row.getLong("bill_returned_cents"),
                            at,
                            Sql.instant(row, "bill_returned_at"));
        }

        CustomerPayment.Booked booked(long taxCents) {
            return new CustomerPayment.Booked(
                    amountCents + taxCents, returnedCents, stripeInvoice, at, returnedAt == null ? at : returnedAt);
        }
    }

    private final Instant from;
    private final Function<String, Long> taxCents;

    /**
     * For the payments of a time.
     *
     * @param from its beginning; Stripe's movements from before may not be known
     * @param taxCents gives the tax of an invoice of Stripe
     */
    PaymentSides(Instant from, Function<String, Long> taxCents) {
        this.from = from;
        this.taxCents = taxCents;
    }

    /** The payment, if it is one of ours. */
    Optional<CustomerPayment> payment(Row row) {
        CustomerPayment.Booked booked = booked(row);
        CustomerPayment.Received received = received(row, booked);
        return row.ours && (booked != null || received != null)
                ? Optional.of(new CustomerPayment(row.payment, received, booked))
                : Optional.empty();
    }

    private CustomerPayment.Booked booked(Row row) {
        if (row.purchase != null) {
            return row.purchase.booked();
        }
        if (row.bill == null) {
            return null;
        }
        boolean agrees = row.receivedMinor == null || row.receivedMinor == row.bill.amountCents;
        return row.bill.booked(agrees ? 0 : taxCents.apply(row.bill.stripeInvoice));
    }

    /** The payment of an entry from before the time was received before it: then only the part that went back since is compared. */
    private CustomerPayment.Received received(Row row, CustomerPayment.Booked booked) {
        if (row.chargedAt != null) {
            return new CustomerPayment.Received(
                    row.receivedMinor, row.returnedMinor, row.currency, row.chargedAt, row.movedAt);
        }
        if (booked != null && booked.at().isBefore(from)) {
            String currency = row.currency == null ? "USD" : row.currency;
            return new CustomerPayment.Received(
                    booked.cents(),
                    row.returnedMinor,
                    currency,
                    booked.at(),
                    row.movedAt == null ? booked.at() : row.movedAt);
        }
        return null;
    }
}
