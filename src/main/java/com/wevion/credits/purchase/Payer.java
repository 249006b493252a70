package com.wevion.credits.purchase;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The customer and the means by which a purchase is paid at Stripe; chosen once, when the purchase is recorded, since a retry must ask for
 * the same.
 *
 * @param customerId Stripe's customer; null for none
 * @param savesCard true if the payment method of a checkout is saved for automatic top-ups
 * @param paymentMethod of an automatic top-up; null for a checkout
 * @param intentId the payment intent of an automatic top-up; null for a checkout, and until Stripe has answered
 */
record Payer(PurchaseOrigin origin, String customerId, boolean savesCard, String paymentMethod, String intentId) {
    /** Somebody whom Stripe's page asks for a card. */
    static final Payer ANYBODY = new Payer(PurchaseOrigin.CHECKOUT, null, false, null, null);

    /** The team's customer, whose payment method is saved. */
    static Payer saving(String customerId) {
        return new Payer(PurchaseOrigin.CHECKOUT, customerId, true, null, null);
    }

    /** The team's customer, who is not there. */
    static Payer absent(String customerId, String paymentMethod) {
        return new Payer(PurchaseOrigin.AUTO_TOP_UP, customerId, false, paymentMethod, null);
    }

    static Payer read(ResultSet row) throws SQLException {
        return new Payer(
                PurchaseOrigin.valueOf(row.getString("origin")),
                row.getString("customer_id"),
                row.getBoolean("saves_card"),
                row.getString("payment_method"),
                row.getString("intent_id"));
    }

    boolean isAbsent() {
        return origin == PurchaseOrigin.AUTO_TOP_UP;
    }
}
