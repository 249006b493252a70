package com.wevion.credits.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.wevion.credits.platform.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A movement of the account's balance as it is kept: a row of {@code stripe_movement}, with the names of its columns.
 *
 * @param payment the payment intent, or the charge if there is none; null if it is of no payment
 * @param paidMinor the part that the customer paid, or got back (negative), in the smallest unit of its currency; null if it is of
 * no payment
 */
record BalanceMovement(
        String id,
        String type,
        String category,
        String at,
        long amountMinor,
        long feeMinor,
        long netMinor,
        String currency,
        String sourceId,
        String payment,
        String chargeId,
        String customer,
        UUID purchaseId,
        Long paidMinor,
        String paidCurrency,
        String payoutId) {

    /** Its payment, as its source tells it. */
    private record Source(
            String payment, String chargeId, String customer, UUID purchaseId, Long paidMinor, String paidCurrency) {
        static final Source NONE = new Source(null, null, null, null, null, null);

        static Source of(BalanceTransaction movement) {
            int direction = Long.signum(movement.getAmount());
            if (movement.getSourceObject() instanceof Charge charge) {
                return new Source(
                        payment(charge.getPaymentIntent(), charge.getId()),
                        charge.getId(),
                        charge.getCustomer(),
                        purchase(charge),
                        charge.getAmountCaptured() == null ? charge.getAmount() : charge.getAmountCaptured(),
                        upper(charge.getCurrency()));
            }
            if (movement.getSourceObject() instanceof Refund refund) {
                return new Source(
                        payment(refund.getPaymentIntent(), refund.getCharge()),
                        refund.getCharge(),
                        null,
                        null,
                        direction * refund.getAmount(),
                        upper(refund.getCurrency()));
            }
            if (movement.getSourceObject() instanceof Dispute dispute) {
                return new Source(
                        payment(dispute.getPaymentIntent(), dispute.getCharge()),
                        dispute.getCharge(),
                        null,
                        null,
                        direction * dispute.getAmount(),
                        upper(dispute.getCurrency()));
            }
            return NONE;
        }

        private static String payment(String paymentIntent, String charge) {
            return paymentIntent == null ? charge : paymentIntent;
        }

        private static UUID purchase(Charge charge) {
            return charge.getMetadata() == null
                    ? null
                    : Ids.find(charge.getMetadata().get(StripePayments.PURCHASE))
                            .orElse(null);
        }
    }

    /** @param payoutId the payout that it is in; null if that is not known */
    static BalanceMovement of(BalanceTransaction movement, String payoutId) {
        Source source = Source.of(movement);
        return new BalanceMovement(
                movement.getId(),
                movement.getType(),
                movement.getReportingCategory(),
                Instant.ofEpochSecond(movement.getCreated()).toString(),
                movement.getAmount(),
                movement.getFee(),
                movement.getNet(),
                upper(movement.getCurrency()),
                movement.getSource(),
                source.payment,
                source.chargeId,
                source.customer,
                source.purchaseId,
                source.paidMinor,
                source.paidCurrency,
                payoutId);
    }

    private static String upper(String currency) {
        return currency.toUpperCase(Locale.ROOT);
    }
}
