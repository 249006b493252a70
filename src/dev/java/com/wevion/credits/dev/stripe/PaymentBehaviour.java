package com.wevion.credits.dev.stripe;

/** The result of payments by a saved payment method while the customer is away. */
public enum PaymentBehaviour {
    /** They are paid. */
    SUCCEEDS,
    /** The bank refuses: 402 with the code {@code card_declined}. */
    DECLINED,
    /** The bank wants to see the customer: 402 with the code {@code authentication_required}. */
    AUTHENTICATION_REQUIRED;

    /** Stripe's error code; null if it succeeds. */
    String errorCode() {
        return switch (this) {
            case SUCCEEDS -> null;
            case DECLINED -> "card_declined";
            case AUTHENTICATION_REQUIRED -> "authentication_required";
        };
    }

    String declineCode() {
        return this == DECLINED ? "generic_decline" : errorCode();
    }

    String message() {
        return this == DECLINED
                ? "Your card was declined."
                : "Your card was declined. This transaction requires authentication.";
    }
}
