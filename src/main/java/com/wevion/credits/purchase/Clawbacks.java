package com.wevion.credits.purchase;

import com.stripe.model.PaymentIntent;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.stripe.MoneyBack;
import com.wevion.credits.stripe.MoneyBack.Source;
import com.wevion.credits.stripe.StepByStep;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeEvent;
import com.wevion.credits.stripe.StripeHandler;
import com.wevion.credits.stripe.StripePayments;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Takes credits back when money goes back (D15). All refunds and disputes of the payment are asked of Stripe as they are now, and
 * what was done before is counted in, so that events may come twice, late and in any order.
 */
@ApplicationScoped
class Clawbacks implements StripeHandler {
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
                .ifPresent(source ->
                        purchaseOf(source.paymentIntent()).ifPresent(purchase -> apply(purchase.id(), source)));
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
            return Ids.find(payment.getMetadata().get(StripePayments.PURCHASE))
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

    /** Stripe is asked after the history was read, of all refunds and disputes, whichever of them the event was about. */
    private void apply(UUID purchaseId, Source source) {
        StepByStep.take(() -> {
            List<ReversalStep> steps =
                    Sql.on(dataSource).list(ReversalStep.SELECT, ReversalStep::read, (Object) purchaseId);
            ReversalHistory history = new ReversalHistory(book.find(purchaseId).orElseThrow(), steps);
            return history.next(moneyBack.now(source), source)
                    .map(plan -> history.reversal(Ids.next(), plan, clock.instant()))
                    .map(reversal -> () -> ledger.post(reversal));
        });
    }
}
