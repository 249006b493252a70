package com.wevion.credits.purchase;

import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;

/**
 * A payment, as Stripe reports it.
 *
 * @param subtotalCents without tax
 * @param totalCents with tax
 */
record Payment(
        String paymentIntent, String currency, long subtotalCents, long totalCents, boolean live, String receiptUrl) {

    /** Of a session that is paid, read with its payment intent and latest charge. */
    static Payment of(Session session) {
        PaymentIntent intent = session.getPaymentIntentObject();
        Charge charge = intent == null ? null : intent.getLatestChargeObject();
        return new Payment(
                session.getPaymentIntent(),
                session.getCurrency(),
                session.getAmountSubtotal(),
                session.getAmountTotal(),
                session.getLivemode(),
                charge == null ? null : charge.getReceiptUrl());
    }

    /** Of a payment intent that is paid, read with its latest charge; nothing is added to the price of a top-up. */
    static Payment of(PaymentIntent intent) {
        Charge charge = intent.getLatestChargeObject();
        return new Payment(
                intent.getId(),
                intent.getCurrency(),
                intent.getAmountReceived(),
                intent.getAmountReceived(),
                intent.getLivemode(),
                charge == null ? null : charge.getReceiptUrl());
    }

    /**
     * The reason why this is not the payment of a purchase.
     *
     * @return null if it is
     */
    String mismatch(Purchase purchase, boolean expectLive) {
        if (paymentIntent == null) {
            return "the session has no payment";
        }
        if (live != expectLive) {
            return "paid in the other mode, live or test";
        }
        if (!"usd".equals(currency)) {
            return "paid in " + currency + " instead of usd";
        }
        if (subtotalCents != purchase.priceCents()) {
            return "paid " + subtotalCents + " cents instead of " + purchase.priceCents();
        }
        return null;
    }
}
