package com.wevion.credits.stripe;

import java.util.Optional;

/** Stripe has read a request and does not do it; repeated, it would answer the same. */
public final class StripeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    private final String code;
    private final int status;
    private final String paymentIntent;

    StripeRefused(String code, int status, String message, String paymentIntent) {
        super(message);
        this.code = code == null ? "" : code;
        this.status = status;
        this.paymentIntent = paymentIntent;
    }

    /** Stripe's error code, for example {@code card_declined}; empty if it gave none. */
    public String code() {
        return code;
    }

    /** The payment intent that was made although it could not be paid. */
    public Optional<String> paymentIntent() {
        return Optional.ofNullable(paymentIntent);
    }

    /** True if Stripe does not know the object. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }
}
