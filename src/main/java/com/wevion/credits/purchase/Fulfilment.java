package com.wevion.credits.purchase;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.operation.Posting;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.stripe.Cents;
import com.wevion.credits.stripe.Stripe;
import com.wevion.credits.stripe.StripeEvent;
import com.wevion.credits.stripe.StripeHandler;
import com.wevion.credits.stripe.StripePayments;
import com.wevion.credits.stripe.StripeRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks Stripe what became of a Checkout Session, or of the payment of an automatic top-up, and does what that asks for. Whoever
 * asks, however often and at the same moment: a paid purchase is credited once, since the entry has the purchase's id (D14).
 */
@ApplicationScoped
class Fulfilment implements StripeHandler {
    private static final Logger LOG = Logger.getLogger(Fulfilment.class.getName());
    private static final String OF_A_SESSION = "checkout.session.";
    private static final Set<String> TYPES = Set.of(
            OF_A_SESSION + "completed",
            OF_A_SESSION + "async_payment_succeeded",
            OF_A_SESSION + "async_payment_failed",
            OF_A_SESSION + "expired",
            "payment_intent.succeeded",
            "payment_intent.payment_failed");
    private static final SessionRetrieveParams WITH_CHARGE = SessionRetrieveParams.builder()
            .addExpand("payment_intent.latest_charge")
            .build();
    /** States of a payment intent from which a completed session is not paid any more. */
    private static final Set<String> NOT_TO_BE_PAID = Set.of("requires_payment_method", "canceled");

    /** States of a payment intent that is neither paid nor refused yet, however long that takes. */
    private static final Set<String> UNDER_WAY = Set.of("processing", "requires_capture");
    /** States of a payment intent that nothing more is to be expected of while nobody is there. */
    private static final Set<String> REFUSED = Set.of("requires_action", "canceled");

    @Inject
    Stripe stripe;

    @Inject
    PurchaseBook book;

    @Inject
    TopUpCharge charge;

    @Inject
    TopUpBook topUps;

    @Inject
    Ledger ledger;

    @Inject
    Clock clock;

    @Override
    public Set<String> types() {
        return TYPES;
    }

    /** An event about a session or a payment: that itself is asked for, whatever the event says of it. */
    @Override
    public void handle(StripeEvent event) {
        if (event.type().startsWith(OF_A_SESSION)) {
            hearOfSession(event);
        } else {
            hearOfTopUp(event);
        }
    }

    /** The payment of a checkout is left to its session. */
    private void hearOfTopUp(StripeEvent event) {
        PaymentIntent intent = charge.retrieve(event.objectId());
        Optional<Purchase> topUp = Ids.find(intent.getMetadata().get(StripePayments.PURCHASE))
                .flatMap(book::find)
                .filter(found -> found.payer().isAbsent());
        if (topUp.isPresent()) {
            // It may come before the answer to our request was recorded.
            book.charged(topUp.get().id(), intent.getId());
            settle(book.find(topUp.get().id()).orElseThrow(), intent);
        }
    }

    private void hearOfSession(StripeEvent event) {
        Session session = retrieve(event.objectId());
        Optional<Purchase> purchase = Ids.find(session.getClientReferenceId()).flatMap(book::find);
        if (purchase.isEmpty()) {
            LOG.log(Level.FINE, "The session of event {0} is not ours", event.id());
            return;
        }
        // It may come before the answer to our request was recorded.
        book.opened(purchase.get().id(), session.getId(), session.getUrl(), clock.instant());
        settle(book.find(purchase.get().id()).orElseThrow(), session);
    }

    /**
     * The purchase after Stripe was asked.
     *
     * @throws Unavailable if Stripe does not answer
     */
    Purchase ask(Purchase purchase) {
        if (purchase.isPaid() || purchase.mismatch() != null) {
            return purchase;
        }
        boolean over = purchase.expiresAt().isBefore(clock.instant());
        try {
            if (purchase.payer().isAbsent()) {
                askForTopUp(purchase, over);
            } else if (purchase.sessionId() != null) {
                settle(purchase, retrieve(purchase.sessionId()));
            } else if (over) {
                book.ended(purchase.id(), PurchaseStatus.EXPIRED);
            }
        } catch (StripeRefused e) {
            if (!e.isNotFound() || !over) {
                throw new Unavailable("Stripe does not know the session.");
            }
            book.ended(purchase.id(), PurchaseStatus.EXPIRED);
        }
        return book.find(purchase.id()).orElseThrow();
    }

    private void askForTopUp(Purchase purchase, boolean over) {
        Optional<PaymentIntent> intent = charge.of(purchase);
        if (intent.isPresent()) {
            settle(book.find(purchase.id()).orElseThrow(), intent.get());
        } else if (over) {
            book.ended(purchase.id(), PurchaseStatus.EXPIRED);
        }
    }

    private Session retrieve(String sessionId) {
        return stripe.ask(client -> client.v1().checkout().sessions().retrieve(sessionId, WITH_CHARGE));
    }

    private void settle(Purchase purchase, Session session) {
        if ("paid".equals(session.getPaymentStatus())) {
            take(purchase, Payment.of(session), session.getId(), purchase.sessionId());
        } else if ("complete".equals(session.getStatus()) && "no_payment_required".equals(session.getPaymentStatus())) {
            quarantine(purchase, "completed without a payment");
        } else if ("expired".equals(session.getStatus())) {
            book.ended(purchase.id(), PurchaseStatus.EXPIRED);
        } else if ("complete".equals(session.getStatus()) && hasFailed(session.getPaymentIntentObject())) {
            book.ended(purchase.id(), PurchaseStatus.FAILED);
        }
    }

    private void settle(Purchase topUp, PaymentIntent intent) {
        if ("succeeded".equals(intent.getStatus())) {
            take(topUp, Payment.of(intent), intent.getId(), topUp.payer().intentId());
        } else if (isGivenUp(topUp, intent)) {
            topUps.failed(topUp, TopUpFailure.of(intent));
        }
    }

    /** Seen in the middle of its first attempt, a payment intent looks as if there had been none. */
    private boolean isGivenUp(Purchase topUp, PaymentIntent intent) {
        boolean refused = intent.getLastPaymentError() != null || REFUSED.contains(intent.getStatus());
        boolean over = topUp.expiresAt().isBefore(clock.instant());
        return !UNDER_WAY.contains(intent.getStatus()) && (refused || over);
    }

    /** Credits what was paid, if it was paid by what we asked for and is what we wanted. */
    private void take(Purchase purchase, Payment payment, String paidBy, String expected) {
        String mismatch = paidBy.equals(expected)
                ? payment.mismatch(purchase, stripe.isLive())
                : "paid by " + paidBy + " instead of " + expected;
        if (mismatch == null) {
            credit(purchase, payment);
        } else {
            quarantine(purchase, mismatch);
        }
    }

    /** A bank debit that was refused after the checkout. */
    private static boolean hasFailed(PaymentIntent intent) {
        return intent != null && NOT_TO_BE_PAID.contains(intent.getStatus());
    }

    private void credit(Purchase purchase, Payment payment) {
        String explanation = Json.write(Map.of(
                "package", purchase.packageCode(),
                "price", Cents.format(purchase.priceCents()),
                "catalogVersion", purchase.catalogVersion(),
                "stripePayment", payment.paymentIntent()));
        ledger.post(Posting.purchase(purchase.id(), purchase.accountId(), purchase.creditsMicros())
                .by(purchase.boughtBy())
                .explained(explanation)
                .with(new PaidPurchase(purchase.id(), payment, clock.instant())));
    }

    private void quarantine(Purchase purchase, String mismatch) {
        LOG.log(Level.SEVERE, "Purchase {0} is not credited: {1}", new Object[] {purchase.id(), mismatch});
        book.quarantine(purchase.id(), mismatch);
    }
}
