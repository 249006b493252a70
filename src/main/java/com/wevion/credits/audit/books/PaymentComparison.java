package com.wevion.credits.audit.books;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.StripePayments.PaidPayment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Holds payments at Stripe against PURCHASE entries: each has exactly one of its amount, and the reverse (D14). */
final class PaymentComparison {
    /** The result of a comparison. */
    record Compared(long payments, List<Violation> violations) {}

    /** The records in the books of a purchase that was paid for. */
    private record Booked(
            UUID purchaseId,
            String paymentIntent,
            Long paidCents,
            Long creditsMicros,
            String mismatch,
            long entries,
            Long micros) {
        static Booked read(ResultSet row) throws SQLException {
            return new Booked(
                    Sql.uuid(row, "id"),
                    row.getString("payment_intent"),
                    Sql.nullableLong(row, "paid_cents"),
                    Sql.nullableLong(row, "credits_micros"),
                    row.getString("mismatch"),
                    row.getLong("entries"),
                    Sql.nullableLong(row, "micros"));
        }
    }

    private record Credited(UUID purchaseId, String paymentIntent) {}

    static final String CHECK = "stripe_payments";
    private static final Pattern NAMED = Pattern.compile("(?i)\\bpayment (\\w+)[ ,]");
    private static final int AT_A_TIME = 1_000;
    private static final String BOOKED = """
            SELECT w.id, p.payment_intent, p.paid_cents, p.credits_micros, p.mismatch, e.entries, e.micros
              FROM unnest(?) AS w (id)
              LEFT JOIN purchase p ON p.id = w.id
             CROSS JOIN LATERAL (SELECT count(*) AS entries, sum(amount_units)::bigint AS micros
                                   FROM entry WHERE operation_id = w.id AND type = 'PURCHASE') e""";
    private static final String CREDITED = """
            SELECT e.operation_id, p.payment_intent
              FROM entry e
              LEFT JOIN purchase p ON p.id = e.operation_id
             WHERE e.type = 'PURCHASE' AND e.at >= ? AND e.at < ?
             ORDER BY e.operation_id""";

    private final DataSource dataSource;
    private final Instant settledBefore;

    /** @param settledBefore later payments may still be on their way to the books */
    PaymentComparison(DataSource dataSource, Instant settledBefore) {
        this.dataSource = dataSource;
        this.settledBefore = settledBefore;
    }

    /**
     * Compares both ways.
     *
     * @param paid the payments that Stripe has received, from before {@code from} on
     * @param single asks Stripe for a payment that is not among them
     * @param from the start of the time whose entries are compared
     * @param until exclusive
     */
    Compared compare(
            List<PaidPayment> paid, Function<String, Optional<PaidPayment>> single, Instant from, Instant until) {
        List<Violation> violations = new ArrayList<>();
        List<PaidPayment> all = new ArrayList<>(paid);
        Set<String> known = new HashSet<>();
        paid.forEach(payment -> known.add(payment.paymentIntent()));
        for (Credited entry : credited(from, until)) {
            if (entry.paymentIntent() == null) {
                violations.add(violation("The PURCHASE entry of " + entry.purchaseId() + " is of no payment"));
            } else if (known.add(entry.paymentIntent())) {
                single.apply(entry.paymentIntent())
                        .ifPresentOrElse(
                                all::add,
                                () -> violations.add(violation("The PURCHASE entry of " + entry.purchaseId()
                                        + " is of payment " + entry.paymentIntent()
                                        + ", which Stripe has not received")));
            }
        }
        for (int begin = 0; begin < all.size(); begin += AT_A_TIME) {
            violations.addAll(check(all.subList(begin, Math.min(begin + AT_A_TIME, all.size()))));
        }
        violations.sort(Comparator.comparing(Violation::detail));
        return new Compared(all.size(), violations);
    }

    private List<Credited> credited(Instant from, Instant until) {
        return Sql.on(dataSource)
                .list(
                        CREDITED,
                        row -> new Credited(Sql.uuid(row, "operation_id"), row.getString("payment_intent")),
                        from,
                        until);
    }

    private List<Violation> check(List<PaidPayment> part) {
        UUID[] ids = part.stream().map(PaidPayment::purchaseId).distinct().toArray(UUID[]::new);
        Map<UUID, Booked> booked = new HashMap<>();
        Sql.on(dataSource)
                .list(BOOKED, Booked::read, (Object) ids)
                .forEach(purchase -> booked.put(purchase.purchaseId(), purchase));
        return part.stream()
                .map(payment -> problem(payment, booked.get(payment.purchaseId()))
                        .map(problem -> violation("Payment " + payment.paymentIntent() + " of " + payment.cents() + " "
                                + payment.currency() + " cents for purchase " + payment.purchaseId() + " " + problem)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> problem(PaidPayment payment, Booked purchase) {
        if (purchase.creditsMicros() == null) {
            return Optional.of("is for a purchase that there is not");
        }
        if (purchase.entries() == 0) {
            String quarantined = purchase.mismatch() == null ? "" : ": " + purchase.mismatch();
            return payment.paidAt().isBefore(settledBefore)
                    ? Optional.of("has no PURCHASE entry" + quarantined)
                    : Optional.empty();
        }
        if (purchase.entries() > 1) {
            return Optional.of("has " + purchase.entries() + " PURCHASE entries");
        }
        if (!payment.paymentIntent().equals(purchase.paymentIntent())) {
            return Optional.of("has no PURCHASE entry: that of the purchase is of " + purchase.paymentIntent());
        }
        if (!"usd".equals(payment.currency()) || !Long.valueOf(payment.cents()).equals(purchase.paidCents())) {
            return Optional.of("is booked as " + purchase.paidCents() + " usd cents");
        }
        return purchase.creditsMicros().equals(purchase.micros())
                ? Optional.empty()
                : Optional.of("has an entry of " + purchase.micros() + " micro-credits instead of "
                        + purchase.creditsMicros());
    }

    /** True for a finding of this comparison about one of some payments. */
    static boolean isAbout(Violation violation, Set<String> payments) {
        Matcher named = NAMED.matcher(violation.detail());
        return violation.check().equals(CHECK) && named.find() && payments.contains(named.group(1));
    }

    private static Violation violation(String detail) {
        return new Violation(CHECK, detail);
    }
}
