package com.wevion.credits.stripe;

import com.wevion.credits.dev.stripe.StripeSimulator;
import java.util.Optional;

/** Payments as a simulator has them, read without a server; for tests of other packages. */
public final class SimulatedPayments {
    private SimulatedPayments() {}

    /** Of this simulator. */
    public static StripePayments of(StripeSimulator simulator) {
        return with(Optional.of(simulator.secretKey()), Optional.of(simulator.baseUrl()), 1_000);
    }

    /** Of this simulator, reading so many pages at most. */
    public static StripePayments of(StripeSimulator simulator, long maxPages) {
        return with(Optional.of(simulator.secretKey()), Optional.of(simulator.baseUrl()), maxPages);
    }

    /** Where Stripe is not set up. */
    public static StripePayments none() {
        return with(Optional.empty(), Optional.empty(), 1);
    }

    private static StripePayments with(Optional<String> key, Optional<String> base, long maxPages) {
        Stripe stripe = new Stripe();
        stripe.apiKey = key;
        stripe.apiBase = base;
        stripe.connectTimeoutMillis = 2_000;
        stripe.readTimeoutMillis = 2_000;
        stripe.connect();
        StripePayments payments = new StripePayments();
        payments.stripe = stripe;
        payments.maxPages = maxPages;
        return payments;
    }
}
