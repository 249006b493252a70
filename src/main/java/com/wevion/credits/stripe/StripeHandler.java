package com.wevion.credits.stripe;

import java.util.Set;

/**
 * Works on some types of Stripe's events. What is named here is what is listened to and, should it never come, caught up with; so
 * no list of types has to be kept elsewhere.
 */
public interface StripeHandler {
    /** The types that it works on, as in {@code charge.refunded}. */
    Set<String> types();

    /**
     * Works on one, which may come twice, late and in any order.
     *
     * @throws StripeRefused if Stripe does not know what it is about
     * @throws RuntimeException whatever else it is: it is worked on again later
     */
    void handle(StripeEvent event);
}
