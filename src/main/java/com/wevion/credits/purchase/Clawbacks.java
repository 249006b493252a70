package com.wevion.credits.purchase;

import com.stripe.model.PaymentIntent;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.Reversal;
import com.wevion.credits.ledger.RowsRefused;
import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Json;
import com.wevion.credits.platform.Sql;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.purchase.MoneyBack.Source;
import com.wevion.credits.purchase.ReversalStep.Kind;
import com.wevion.credits.purchase.ReversalStep.Plan;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Takes credits back when money goes back (D15). Refund and dispute are asked of Stripe as they are now, and what was done
 * before is counted in, so that events may come twice, late and in any order.
 */
@ApplicationScoped
class Clawbacks implements StripeHandler {
    /** Attempts when another step of the same purchase keeps coming in between. */
    private static final int MOST_ATTEMPTS = 10;

    @Inject
    Stripe stripe;

    @Inject
    MoneyBack moneyBack;

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

    @Override
    public Set<String> types() {
        return MoneyBack.TYPES;
    }

    /** An event about a refund or a dispute, which names no customer: the purchase is found by the payment. */
    @Override
    public void handle(StripeEvent event) {
        moneyBack
                .source(event)
                .ifPresent(source -> purchaseOf(source.paymentIntent()).ifPresent(purchase -> apply(purchase, source)));
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

    /**
     * Takes one step after the other until there is none to take. Stripe is asked after the history was read, and once more after
     * each step: whoever was told something older, and is late with it, either finds another step in between or puts it right
     * himself.
     */
    private void apply(Purchase purchase, Source source) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            ReversalHistory history = new ReversalHistory(
                    purchase, Sql.on(dataSource).list(ReversalStep.SELECT, ReversalStep::read, (Object) purchase.id()));
            Optional<Plan> plan = next(history, moneyBack.now(source));
            if (plan.isEmpty()) {
                return;
            }
            try {
                ledger.reverse(reversal(history, plan.get()));
            } catch (RowsRefused e) {
                if (!e.isDuplicate()) {
                    throw e;
                }
            }
        }
        throw new Unavailable("What went back of the purchase changes all the time.");
    }

    private static Optional<Plan> next(ReversalHistory history, MoneyBack.Now now) {
        String id = now.source().id();
        if (now.source().cause() == MoneyBack.Cause.REFUND) {
            return history.refunded(id, now.cents());
        }
        return switch (now.standing()) {
            case OPEN -> history.disputed(id, now.cents());
            case BACK -> history.lost(id, now.cents());
            case KEPT -> history.won(id);
            case ASKED -> Optional.empty();
        };
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
