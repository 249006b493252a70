package com.wevion.credits.purchase;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.Reversal;
import com.wevion.credits.ledger.RowsRefused;
import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Json;
import com.wevion.credits.platform.Sql;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.purchase.ReversalStep.Kind;
import com.wevion.credits.purchase.ReversalStep.Plan;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Takes credits back when money goes back (D15). Refund and dispute are asked of Stripe as they are now, and what was done
 * before is counted in, so that events may come twice, late and in any order.
 */
@ApplicationScoped
class Clawbacks {
    /** Attempts when another step of the same purchase keeps coming in between. */
    private static final int MOST_ATTEMPTS = 10;

    @Inject
    Stripe stripe;

    @Inject
    PurchaseBook book;

    @Inject
    Fulfilment fulfilment;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    /** An event about a refund or a dispute. */
    void hear(@Observes StripeEvent event) {
        switch (event.type()) {
            case "charge.refunded" -> refunded(event.objectId(), false);
            case "refund.failed" -> {
                Refund refund = stripe.ask(client -> client.v1().refunds().retrieve(event.objectId()));
                refunded(refund.getCharge(), true);
            }
            case "charge.dispute.created",
                    "charge.dispute.updated",
                    "charge.dispute.closed",
                    "charge.dispute.funds_reinstated",
                    "charge.dispute.funds_withdrawn" -> disputed(event.objectId());
            default -> {
                // Not about money that goes back.
            }
        }
    }

    private void refunded(String chargeId, boolean mayFall) {
        Charge charge = stripe.ask(client -> client.v1().charges().retrieve(chargeId));
        purchaseOf(charge.getPaymentIntent())
                .ifPresent(purchase ->
                        apply(purchase, history -> history.refunded(chargeId, charge.getAmountRefunded(), mayFall)));
    }

    /** A dispute names no customer; it is found by its payment. */
    private void disputed(String disputeId) {
        Dispute dispute = stripe.ask(client -> client.v1().disputes().retrieve(disputeId));
        long cents = dispute.getAmount();
        purchaseOf(dispute.getPaymentIntent())
                .ifPresent(purchase -> apply(purchase, history -> switch (dispute.getStatus()) {
                    case "needs_response", "under_review" -> history.disputed(disputeId, cents);
                    case "lost" -> history.lost(disputeId, cents);
                    case "won", "warning_closed", "prevented" -> history.won(disputeId);
                    default -> Optional.empty(); // a mere inquiry, which takes no money
                }));
    }

    /**
     * The purchase that a payment is for, credited if it has not been: its refund may be heard of first. Of one that is kept from
     * being credited there is nothing to take.
     */
    private Optional<Purchase> purchaseOf(String paymentIntent) {
        if (paymentIntent == null) {
            return Optional.empty();
        }
        return book.byPayment(paymentIntent).or(() -> {
            PaymentIntent payment =
                    stripe.ask(client -> client.v1().paymentIntents().retrieve(paymentIntent));
            return Ids.find(payment.getMetadata().get(Checkout.PURCHASE))
                    .flatMap(book::find)
                    .filter(purchase -> purchase.mismatch() == null)
                    .map(this::credited);
        });
    }

    private Purchase credited(Purchase purchase) {
        Purchase paid = fulfilment.ask(purchase);
        if (!paid.isPaid()) {
            throw new Unavailable("The purchase is not credited yet.");
        }
        return paid;
    }

    /** Takes the next step; decided anew when another one came in between. */
    private void apply(Purchase purchase, Function<ReversalHistory, Optional<Plan>> decision) {
        for (int attempt = 1; ; attempt++) {
            ReversalHistory history = new ReversalHistory(
                    purchase, Sql.on(dataSource).list(ReversalStep.SELECT, ReversalStep::read, (Object) purchase.id()));
            Optional<Plan> plan = decision.apply(history);
            if (plan.isEmpty()) {
                return;
            }
            try {
                ledger.reverse(reversal(history, plan.get()));
                return;
            } catch (RowsRefused e) {
                if (!e.isDuplicate() || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Reversal reversal(ReversalHistory history, Plan plan) {
        Purchase purchase = history.purchase();
        UUID id = Ids.next();
        ReversalStep step = new ReversalStep(
                id, purchase.id(), history.steps().size() + 1, plan, 0, clock.instant(), history.after(plan));
        String explanation = Json.write(Map.of(
                "reason", plan.cause(),
                "source", plan.sourceId(),
                "purchaseId", purchase.id(),
                "credits", Unit.CREDITS.format(plan.creditsMicros()),
                "stripePayment", purchase.paymentIntent()));
        boolean ends = plan.kind() == Kind.UNFREEZE || plan.kind() == Kind.CLAWBACK;
        return new Reversal(
                id,
                purchase.accountId(),
                plan.kind() == Kind.FREEZE ? plan.creditsMicros() : 0,
                ends ? history.frozenMicros(plan.sourceId()) : 0,
                plan.kind() == Kind.CLAWBACK ? plan.creditsMicros() : 0,
                plan.kind() == Kind.REINSTATEMENT ? plan.creditsMicros() : 0,
                plan.cause().name(),
                explanation,
                step);
    }
}
