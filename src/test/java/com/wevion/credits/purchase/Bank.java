package com.wevion.credits.purchase;

import com.wevion.credits.stripe.MoneyBack.Cause;
import com.wevion.credits.stripe.MoneyBack.Now;
import com.wevion.credits.stripe.MoneyBack.Part;
import com.wevion.credits.stripe.MoneyBack.Source;
import com.wevion.credits.stripe.MoneyBack.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A payment and its history, without any network: Stripe's answer about it, and, counted independently, the consequences.
 *
 * @param partCents of a partial refund
 * @param disputeCents of each dispute
 * @param maxDisputes the most disputes that may be opened, one after the other or at once
 * @param refunds those that are neither failed nor cancelled
 * @param disputes the oldest first
 */
public record Bank(
        long paidCents, long partCents, long disputeCents, int maxDisputes, List<Long> refunds, List<Part> disputes) {
    private static final String CHARGE = "ch_1";

    /** One to which nothing has happened. */
    public static Bank paid(long paidCents, long partCents, long disputeCents, int maxDisputes) {
        return new Bank(paidCents, partCents, disputeCents, maxDisputes, List.of(), List.of());
    }

    /** Afterwards; empty if it cannot happen now. */
    public Optional<Bank> after(Happening what) {
        return switch (what) {
            case REFUND -> refund(paidCents - refundedCents());
            case PARTIAL_REFUND -> refund(partCents);
            case REFUND_FAILED, REFUND_CANCELLED ->
                refunds.isEmpty()
                        ? Optional.empty()
                        : Optional.of(with(refunds.subList(0, refunds.size() - 1), disputes));
            case DISPUTE_OPENED -> dispute();
            case DISPUTE_WON -> move(Standing.OPEN, Standing.KEPT);
            case DISPUTE_LOST -> move(Standing.OPEN, Standing.BACK);
            case DISPUTE_REVERSED -> move(Standing.BACK, Standing.KEPT);
        };
    }

    private Bank with(List<Long> itsRefunds, List<Part> itsDisputes) {
        return new Bank(paidCents, partCents, disputeCents, maxDisputes, itsRefunds, itsDisputes);
    }

    private Optional<Bank> refund(long cents) {
        boolean refused = cents == 0 || refundedCents() + cents > paidCents;
        return refused ? Optional.empty() : Optional.of(with(append(refunds, cents), disputes));
    }

    private Optional<Bank> dispute() {
        Part opened = new Part(Cause.DISPUTE, "dp_" + disputes.size(), Standing.OPEN, disputeCents);
        return disputes.size() == maxDisputes ? Optional.empty() : Optional.of(with(refunds, append(disputes, opened)));
    }

    private static <T> List<T> append(List<T> list, T one) {
        return Stream.concat(list.stream(), Stream.of(one)).toList();
    }

    private Optional<Bank> move(Standing from, Standing to) {
        return IntStream.range(0, disputes.size())
                .filter(index -> disputes.get(index).standing() == from)
                .boxed()
                .reduce((earlier, later) -> later)
                .map(index -> {
                    List<Part> moved = new ArrayList<>(disputes);
                    Part part = disputes.get(index);
                    moved.set(index, new Part(part.cause(), part.id(), to, part.cents()));
                    return with(refunds, List.copyOf(moved));
                });
    }

    /** Stripe's answer about it. */
    public Now now() {
        List<Part> parts = new ArrayList<>(disputes);
        long refunded = refundedCents();
        parts.add(new Part(Cause.REFUND, CHARGE, refunded == 0 ? Standing.KEPT : Standing.BACK, refunded));
        Collections.reverse(parts);
        return new Now(parts);
    }

    /** The sources of possible events. */
    public List<Source> sources() {
        return now().parts().stream()
                .map(part -> new Source(part.cause(), part.id(), "pi_1", CHARGE))
                .toList();
    }

    private long refundedCents() {
        return refunds.stream().mapToLong(cents -> cents).sum();
    }

    private long cents(Standing standing) {
        return disputes.stream()
                .filter(part -> part.standing() == standing)
                .mapToLong(Part::cents)
                .sum();
    }

    /** True if a dispute is open. */
    public boolean isDisputed() {
        return cents(Standing.OPEN) > 0;
    }

    /** The returned part of an amount that the payment bought: the refunded and the lost part of it, at most all. */
    public long gone(long whole) {
        return part(whole, refundedCents() + cents(Standing.BACK));
    }

    /** The returned part if every open dispute were lost. */
    public long goneOrDisputed(long whole) {
        return part(whole, refundedCents() + cents(Standing.BACK) + cents(Standing.OPEN));
    }

    private long part(long whole, long cents) {
        return BigDecimal.valueOf(whole)
                .multiply(BigDecimal.valueOf(Math.min(cents, paidCents)))
                .divide(BigDecimal.valueOf(paidCents), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
