package com.wevion.credits.purchase;

import com.wevion.credits.ledger.book.ReferenceKind;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversal.Amounts;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.purchase.ReversalStep.Freeze;
import com.wevion.credits.purchase.ReversalStep.Kind;
import com.wevion.credits.purchase.ReversalStep.Plan;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.stripe.MoneyBack.Cause;
import com.wevion.credits.stripe.MoneyBack.Now;
import com.wevion.credits.stripe.MoneyBack.Part;
import com.wevion.credits.stripe.MoneyBack.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The effect of refunds and disputes on a purchase so far, and the next step from Stripe's present answer: the difference to the credits
 * that all of them together take and freeze.
 *
 * @param purchase read after the steps, each of which sets its status
 */
record ReversalHistory(Purchase purchase, List<ReversalStep> steps) {

    /**
     * The next step, if there is any. It takes the credits whose money was returned, and also freezes those that open disputes cover;
     * together no more than were bought.
     *
     * @param told the source of the event, which is named if several disputes may be the reason
     */
    Optional<Plan> next(Now now, MoneyBack.Source told) {
        long goneMicros = creditsOf(now.goneCents());
        long disputedMicros = creditsOf(now.goneCents() + now.openCents()) - goneMicros;
        PurchaseStatus status = status(now, goneMicros);
        long missingMicros = goneMicros - takenMicros(step -> true);
        if (missingMicros != 0) {
            return Optional.of(move(missingMicros, disputedMicros, status, now, told));
        }
        return disputedMicros != disputedMicros() || status != purchase.status()
                ? Optional.of(freeze(disputedMicros, status, now, told))
                : Optional.empty();
    }

    private PurchaseStatus status(Now now, long goneMicros) {
        if (now.isDisputed()) {
            return PurchaseStatus.DISPUTED;
        }
        return goneMicros == purchase.creditsMicros() ? PurchaseStatus.CLAWED_BACK : PurchaseStatus.PAID;
    }

    /** Takes what is missing, or gives back what is too much: what refunds account for first, and the rest by the step after it. */
    private Plan move(long missingMicros, long disputedMicros, PurchaseStatus status, Now now, MoneyBack.Source told) {
        long ofRefundsMicros =
                creditsOf(now.refundedCents()) - takenMicros(step -> step.plan().cause() == Cause.REFUND);
        boolean byRefund = Long.signum(ofRefundsMicros) == Long.signum(missingMicros);
        long micros = byRefund ? Math.min(Math.abs(ofRefundsMicros), Math.abs(missingMicros)) : Math.abs(missingMicros);
        boolean takes = missingMicros > 0;
        // What the step after it takes must not be spent between the two.
        long stillMicros = disputedMicros + (takes ? missingMicros - micros : 0);
        return new Plan(
                byRefund ? Cause.REFUND : Cause.DISPUTE,
                byRefund ? told.chargeId() : dispute(now, told, takes ? Standing.BACK : Standing.KEPT),
                takes ? Kind.CLAWBACK : Kind.REINSTATEMENT,
                micros,
                new Freeze(frozenMicros(), maxFrozen(stillMicros, takes ? 0 : micros), stillMicros),
                status);
    }

    /** Freezes more or less, or only notes that a dispute was opened or has ended of what was refunded before. */
    private Plan freeze(long disputedMicros, PurchaseStatus status, Now now, MoneyBack.Source told) {
        long beforeMicros = disputedMicros();
        boolean more =
                disputedMicros > beforeMicros || (disputedMicros == beforeMicros && status == PurchaseStatus.DISPUTED);
        return new Plan(
                Cause.DISPUTE,
                dispute(now, told, more ? Standing.OPEN : Standing.KEPT),
                more ? Kind.FREEZE : Kind.UNFREEZE,
                Math.abs(disputedMicros - beforeMicros),
                new Freeze(frozenMicros(), maxFrozen(disputedMicros, 0), disputedMicros),
                status);
    }

    /**
     * The most credits to freeze for a disputed amount: those frozen before, those newly disputed, and those given back in the same step;
     * credits that were bought since stay free.
     */
    private long maxFrozen(long disputedMicros, long givenBackMicros) {
        long moreMicros = Math.max(0, disputedMicros - disputedMicros());
        return Math.min(disputedMicros, frozenMicros() + moreMicros + givenBackMicros);
    }

    /** The dispute that a step is because of: of those that are so, the one that the event told of, or the newest. */
    private static String dispute(Now now, MoneyBack.Source told, Standing standing) {
        List<Part> disputes = now.parts().stream()
                .filter(part -> part.cause() == Cause.DISPUTE && part.standing() == standing)
                .toList();
        return Stream.concat(disputes.stream().filter(part -> part.id().equals(told.id())), disputes.stream())
                .map(Part::id)
                .findFirst()
                .orElse(told.id());
    }

    /** The reversal in the ledger for a plan. */
    Reversal reversal(UUID id, Plan plan, Instant at) {
        String explanation = Json.write(Map.of(
                "reason", plan.cause(),
                "source", plan.sourceId(),
                "purchaseId", purchase.id(),
                "credits", Unit.CREDITS.format(plan.creditsMicros()),
                "stripePayment", purchase.paymentIntent()));
        ReferenceKind kind = switch (plan.cause()) {
            case REFUND -> ReferenceKind.REFUND;
            case DISPUTE -> ReferenceKind.DISPUTE;
        };
        return new Reversal(
                id,
                purchase.accountId(),
                amounts(plan),
                kind,
                explanation,
                new ReversalStep(id, purchase.id(), steps.size() + 1, plan, 0, 0, at));
    }

    private static Amounts amounts(Plan plan) {
        Amounts frozen = Amounts.NONE
                .unfreeze(plan.freeze().beforeMicros())
                .freeze(plan.freeze().maxMicros());
        return switch (plan.kind()) {
            case CLAWBACK -> frozen.clawBack(plan.creditsMicros());
            case REINSTATEMENT -> frozen.reinstate(plan.creditsMicros());
            case FREEZE, UNFREEZE -> frozen;
        };
    }

    private Optional<ReversalStep> last() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    }

    /** The credits that open disputes covered after the last step. */
    private long disputedMicros() {
        return last().map(step -> step.plan().freeze().disputedMicros()).orElse(0L);
    }

    /** The credits that the purchase has frozen. */
    private long frozenMicros() {
        return last().map(ReversalStep::frozenMicros).orElse(0L);
    }

    /** Rounded half-even once, on the whole, so that several parts never come to more than the whole. */
    private long creditsOf(long cents) {
        return BigDecimal.valueOf(purchase.creditsMicros())
                .multiply(BigDecimal.valueOf(Math.min(cents, purchase.paidCents())))
                .divide(BigDecimal.valueOf(purchase.paidCents()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private long takenMicros(Predicate<ReversalStep> which) {
        return steps.stream()
                .filter(which)
                .mapToLong(step -> switch (step.plan().kind()) {
                    case CLAWBACK -> step.plan().creditsMicros();
                    case REINSTATEMENT -> -step.plan().creditsMicros();
                    case FREEZE, UNFREEZE -> 0;
                })
                .sum();
    }
}
