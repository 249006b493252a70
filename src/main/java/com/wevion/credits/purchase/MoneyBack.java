package com.wevion.credits.purchase;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * What Stripe says of money that goes back: of a charge's refunds together, and of a dispute. It is asked each time, since an event
 * tells what was, and a refund may fail or be cancelled after it was made. Thread-safe.
 */
@ApplicationScoped
public class MoneyBack {
    /** The events that tell of it. */
    public static final Set<String> TYPES = Set.of(
            "charge.refunded",
            "charge.refund.updated",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.updated",
            "charge.dispute.closed",
            "charge.dispute.funds_reinstated",
            "charge.dispute.funds_withdrawn");

    private static final String DISPUTE = "charge.dispute.";
    private static final String OF_A_CHARGE = "charge.refunded";

    /** By what it goes back. */
    public enum Cause {
        REFUND,
        DISPUTE
    }

    /** How far that is. */
    public enum Standing {
        /** A mere inquiry, which takes no money. */
        ASKED,
        /** The bank has taken the money and decides. */
        OPEN,
        /** So much has gone back. */
        BACK,
        /** The dispute has ended and the money has stayed, or come again. */
        KEPT
    }

    /**
     * The refunds of a charge, or a dispute.
     *
     * @param id Stripe's name of the charge or the dispute
     * @param paymentIntent the payment; null for one that was made without
     * @param chargeId the charge
     */
    public record Source(Cause cause, String id, String paymentIntent, String chargeId) {}

    /**
     * A source as it is now.
     *
     * @param cents all refunds together, those that failed or were cancelled not counted; or what is disputed; with tax
     */
    public record Now(Source source, Standing standing, long cents) {}

    @Inject
    Stripe stripe;

    /**
     * What an event is about.
     *
     * @return empty for a refund of no charge
     * @throws StripeRefused if Stripe does not know it
     */
    public Optional<Source> source(StripeEvent event) {
        if (event.type().startsWith(DISPUTE)) {
            return Optional.of(dispute(event.objectId()).source());
        }
        if (event.type().equals(OF_A_CHARGE)) {
            return Optional.of(charge(event.objectId()).source());
        }
        Refund refund = stripe.ask(client -> client.v1().refunds().retrieve(event.objectId()));
        return Optional.ofNullable(refund.getCharge())
                .map(charge -> new Source(Cause.REFUND, charge, refund.getPaymentIntent(), charge));
    }

    /** A source as it is now. */
    public Now now(Source source) {
        return source.cause() == Cause.DISPUTE ? dispute(source.id()) : charge(source.id());
    }

    private Now charge(String id) {
        Charge charge = stripe.ask(client -> client.v1().charges().retrieve(id));
        return new Now(
                new Source(Cause.REFUND, id, charge.getPaymentIntent(), id), Standing.BACK, charge.getAmountRefunded());
    }

    private Now dispute(String id) {
        Dispute dispute = stripe.ask(client -> client.v1().disputes().retrieve(id));
        return new Now(
                new Source(Cause.DISPUTE, id, dispute.getPaymentIntent(), dispute.getCharge()),
                standing(dispute.getStatus()),
                dispute.getAmount());
    }

    private static Standing standing(String status) {
        return switch (status) {
            case "needs_response", "under_review" -> Standing.OPEN;
            case "lost" -> Standing.BACK;
            case "won", "warning_closed", "prevented" -> Standing.KEPT;
            default -> Standing.ASKED; // warning_needs_response, warning_under_review
        };
    }
}
