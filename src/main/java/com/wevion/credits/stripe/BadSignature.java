package com.wevion.credits.stripe;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;

/** 400: a webhook that Stripe did not sign, or not lately. */
final class BadSignature extends Refusal {
    private static final long serialVersionUID = 1L;

    BadSignature() {
        super(
                ProblemType.MALFORMED_REQUEST,
                "The header Stripe-Signature is missing, malformed or stale, or does not match this body.");
    }
}
