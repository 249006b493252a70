package com.wevion.credits.purchase;

import com.wevion.credits.purchase.MoneyBack.Cause;
import com.wevion.credits.purchase.ReversalStep.Kind;
import com.wevion.credits.purchase.ReversalStep.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What refunds and disputes have done to a purchase so far, and what is to follow from what Stripe says now. */
record ReversalHistory(Purchase purchase, List<ReversalStep> steps) {

    /**
     * After a refund: the part of the credits that the refunded part of the payment is, less what was taken before; given back
     * where less is refunded than before, since a refund has failed or was cancelled.
     *
     * @param refundedCents all refunds of the charge together
     */
    Optional<Plan> refunded(String chargeId, long refundedCents) {
        long missing = creditsOf(refundedCents) - taken(of(Cause.REFUND));
        if (missing > 0) {
            long left = Math.min(missing, purchase.creditsMicros() - taken(step -> true));
            return plan(Cause.REFUND, chargeId, Kind.CLAWBACK, left);
        }
        return plan(Cause.REFUND, chargeId, Kind.REINSTATEMENT, -missing);
    }

    /** A dispute is open: what is unspent is frozen. */
    Optional<Plan> disputed(String disputeId, long disputedCents) {
        if (last(disputeId).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Plan(Cause.DISPUTE, disputeId, Kind.FREEZE, disputedCredits(disputedCents)));
    }

    /** A dispute is lost: the credits go back with the money. */
    Optional<Plan> lost(String disputeId, long disputedCents) {
        boolean done = last(disputeId).filter(kind -> kind == Kind.CLAWBACK).isPresent();
        if (done) {
            return Optional.empty();
        }
        return Optional.of(new Plan(Cause.DISPUTE, disputeId, Kind.CLAWBACK, disputedCredits(disputedCents)));
    }

    /** A dispute is won: what was frozen is free again, and what was taken is given back. */
    Optional<Plan> won(String disputeId) {
        Kind last = last(disputeId).orElse(Kind.UNFREEZE);
        if (last == Kind.FREEZE) {
            return Optional.of(new Plan(Cause.DISPUTE, disputeId, Kind.UNFREEZE, frozenMicros(disputeId)));
        }
        return last == Kind.CLAWBACK
                ? plan(Cause.DISPUTE, disputeId, Kind.REINSTATEMENT, taken(of(disputeId)))
                : Optional.empty();
    }

    private static Optional<Plan> plan(Cause cause, String sourceId, Kind kind, long micros) {
        return micros > 0 ? Optional.of(new Plan(cause, sourceId, kind, micros)) : Optional.empty();
    }

    /** What this dispute keeps frozen now. */
    long frozenMicros(String sourceId) {
        return steps.stream()
                .filter(of(sourceId))
                .reduce((earlier, later) -> later)
                .filter(step -> step.plan().kind() == Kind.FREEZE)
                .map(ReversalStep::decidedMicros)
                .orElse(0L);
    }

    /** The state of the purchase once a step has been taken. */
    PurchaseStatus after(Plan plan) {
        boolean open = plan.kind() == Kind.FREEZE
                || steps.stream()
                        .map(step -> step.plan().sourceId())
                        .filter(source -> !source.equals(plan.sourceId()))
                        .anyMatch(source -> last(source).orElseThrow() == Kind.FREEZE);
        if (open) {
            return PurchaseStatus.DISPUTED;
        }
        long taken = taken(step -> true) + signed(plan);
        return taken >= purchase.creditsMicros() ? PurchaseStatus.CLAWED_BACK : PurchaseStatus.PAID;
    }

    private long disputedCredits(long disputedCents) {
        return Math.max(0, Math.min(creditsOf(disputedCents), purchase.creditsMicros() - taken(step -> true)));
    }

    /** Rounded half-even once, on the whole, so that several parts never come to more than the whole. */
    private long creditsOf(long cents) {
        return BigDecimal.valueOf(purchase.creditsMicros())
                .multiply(BigDecimal.valueOf(Math.min(cents, purchase.paidCents())))
                .divide(BigDecimal.valueOf(purchase.paidCents()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private long taken(Predicate<ReversalStep> which) {
        return steps.stream()
                .filter(which)
                .mapToLong(step -> signed(step.plan()))
                .sum();
    }

    private static long signed(Plan plan) {
        return switch (plan.kind()) {
            case CLAWBACK -> plan.creditsMicros();
            case REINSTATEMENT -> -plan.creditsMicros();
            default -> 0;
        };
    }

    private Optional<Kind> last(String sourceId) {
        Stream<ReversalStep> own = steps.stream().filter(of(sourceId));
        return own.reduce((earlier, later) -> later).map(step -> step.plan().kind());
    }

    private static Predicate<ReversalStep> of(String sourceId) {
        return step -> step.plan().sourceId().equals(sourceId);
    }

    private static Predicate<ReversalStep> of(Cause cause) {
        return step -> step.plan().cause() == cause;
    }
}
