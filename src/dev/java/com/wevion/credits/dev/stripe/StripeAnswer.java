package com.wevion.credits.dev.stripe;

/** An answer of the API, as it is kept for a retry. */
record StripeAnswer(int status, String body, boolean replayed) {
    StripeAnswer again() {
        return new StripeAnswer(status, body, true);
    }

    /** Stripe keeps what came of work that was begun, also a refused card and an error of its own, but no bad request. */
    boolean isKept() {
        return status / 100 == 2 || status == 402 || status == 500;
    }
}
