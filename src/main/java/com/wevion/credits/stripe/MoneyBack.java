package com.wevion.credits.stripe;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What Stripe says of money that goes back: of a charge's refunds and disputes together, since each says only what it has
 * done itself. It is asked each time, since an event tells what was, and a refund may fail or be cancelled after it was made.
 * Thread-safe.
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
        /** The money has gone back, by refunds or a lost dispute. */
        BACK,
        /** The dispute has ended, or nothing is refunded: the money has stayed, or come again. */
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
     * The refunds of a charge together, or one of its disputes, as they are now.
     *
     * @param id Stripe's name of the charge or the dispute
     * @param cents of all refunds, those that failed or were cancelled not counted; or what is disputed; with tax
     */
    public record Part(Cause cause, String id, Standing standing, long cents) {}

    /**
     * What has become of a charge by all its refunds and disputes, as Stripe says now.
     *
     * @param parts its refunds first, then its disputes, the newest first
     */
    public record Now(List<Part> parts) {
        /** What has gone back by refunds, in cents with tax. */
        public long refundedCents() {
            return cents(part -> part.cause() == Cause.REFUND);
        }

        /** What has gone back by refunds and lost disputes; may be more than was paid. */
        public long goneCents() {
            return cents(part -> part.standing() == Standing.BACK);
        }

        /** What open disputes are about; may be more than was paid. */
        public long openCents() {
            return cents(part -> part.standing() == Standing.OPEN);
        }

        /** Whether a dispute is open. */
        public boolean isDisputed() {
            return parts.stream().anyMatch(part -> part.standing() == Standing.OPEN);
        }

        private long cents(Predicate<Part> which) {
            return parts.stream().filter(which).mapToLong(Part::cents).sum();
        }
    }

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
            Dispute dispute = stripe.ask(client -> client.v1().disputes().retrieve(event.objectId()));
            return Optional.of(
                    new Source(Cause.DISPUTE, dispute.getId(), dispute.getPaymentIntent(), dispute.getCharge()));
        }
        if (event.type().equals(OF_A_CHARGE)) {
            Charge charge = charge(event.objectId());
            return Optional.of(new Source(Cause.REFUND, charge.getId(), charge.getPaymentIntent(), charge.getId()));
        }
        Refund refund = stripe.ask(client -> client.v1().refunds().retrieve(event.objectId()));
        return Optional.ofNullable(refund.getCharge())
                .map(charge -> new Source(Cause.REFUND, charge, refund.getPaymentIntent(), charge));
    }

    /** All refunds and disputes of a source's charge, whichever of them an event was about. */
    public Now now(Source source) {
        Charge charge = charge(source.chargeId());
        DisputeListParams ofIt = DisputeListParams.builder()
                .setCharge(charge.getId())
                .setLimit(Stripe.PAGE)
                .build();
        List<Part> parts = new ArrayList<>();
        long refunded = charge.getAmountRefunded();
        parts.add(new Part(Cause.REFUND, charge.getId(), refunded == 0 ? Standing.KEPT : Standing.BACK, refunded));
        stripe.all(client -> client.v1().disputes().list(ofIt)).stream()
                .map(dispute ->
                        new Part(Cause.DISPUTE, dispute.getId(), standing(dispute.getStatus()), dispute.getAmount()))
                .forEach(parts::add);
        return new Now(List.copyOf(parts));
    }

    private Charge charge(String id) {
        return stripe.ask(client -> client.v1().charges().retrieve(id));
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
