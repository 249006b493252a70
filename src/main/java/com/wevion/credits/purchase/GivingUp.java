package com.wevion.credits.purchase;

import com.stripe.model.checkout.Session;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Gives up purchases that are not paid: their session is expired at Stripe first, so that nobody pays one that is over. */
@ApplicationScoped
class GivingUp {
    @Inject
    Checkout checkout;

    @Inject
    Fulfilment fulfilment;

    @Inject
    PurchaseBook book;

    @Inject
    Clock clock;

    /**
     * Gives it up; again, it answers the same. What was paid meanwhile is credited.
     *
     * @return the purchase, which has expired
     * @throws Conflict if it is paid or being paid, has failed, waits for an operator, or is an automatic top-up
     * @throws Unavailable if Stripe does not answer; it stays pending
     */
    Purchase giveUp(Purchase purchase) {
        if (purchase.payer().isAbsent()) {
            throw new Conflict("An automatic top-up cannot be given up; switch automatic top-up off.");
        }
        if (purchase.status() != PurchaseStatus.PENDING || purchase.mismatch() != null) {
            return expired(purchase);
        }
        Optional<String> session = session(purchase);
        if (session.isPresent()) {
            checkout.expire(session.get());
            Purchase known = book.find(purchase.id()).orElseThrow();
            return expired(fulfilment.ask(known));
        }
        // One that is being made right now is expired by whoever makes it.
        book.ended(purchase.id(), PurchaseStatus.EXPIRED);
        return expired(book.find(purchase.id()).orElseThrow());
    }

    /** Also one that Stripe made although its answer was lost. */
    private Optional<String> session(Purchase purchase) {
        if (purchase.sessionId() != null) {
            return Optional.of(purchase.sessionId());
        }
        Optional<Session> made = checkout.find(purchase);
        made.ifPresent(found -> book.opened(purchase.id(), found.getId(), found.getUrl(), clock.instant()));
        return made.map(Session::getId);
    }

    private static Purchase expired(Purchase purchase) {
        if (purchase.status() == PurchaseStatus.EXPIRED) {
            return purchase;
        }
        throw new Conflict(
                switch (purchase.status()) {
                    case PENDING ->
                        purchase.mismatch() == null
                                ? "The purchase is being paid; the outcome is not known yet."
                                : "The payment of the purchase waits for an operator.";
                    case FAILED -> "The purchase is over: its payment failed.";
                    default -> "The purchase is paid.";
                });
    }
}
