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

    /** Payments of a Stripe that is not set up. */
    public static StripePayments none() {
        return with(Optional.empty(), Optional.empty(), 1);
    }

    /** The connection to this simulator, which finds what is on so many pages. */
    public static Stripe connection(StripeSimulator simulator, long searchPages) {
        return connection(Optional.of(simulator.secretKey()), Optional.of(simulator.baseUrl()), searchPages);
    }

    /** Has it ask over this connection. */
    public static MoneyBack over(Stripe stripe, MoneyBack moneyBack) {
        moneyBack.stripe = stripe;
        return moneyBack;
    }

    private static StripePayments with(Optional<String> key, Optional<String> base, long maxPages) {
        StripePayments payments = new StripePayments();
        payments.stripe = connection(key, base, 0);
        payments.maxPages = maxPages;
        return payments;
    }

    private static Stripe connection(Optional<String> key, Optional<String> base, long searchPages) {
        Stripe stripe = new Stripe();
        stripe.searchPages = searchPages;
        stripe.apiKey = key;
        stripe.apiBase = base;
        stripe.connectTimeoutMillis = 2_000;
        stripe.readTimeoutMillis = 2_000;
        stripe.connect();
        return stripe;
    }
}
