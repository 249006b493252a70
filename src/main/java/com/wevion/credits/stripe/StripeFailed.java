package com.wevion.credits.stripe;

import com.wevion.credits.platform.OutcomeUnknown;

/** Stripe answered that it failed, or that another request does the same (409); it may have done what it was asked for all the same, and keeps this answer for the key. */
public final class StripeFailed extends OutcomeUnknown {
    private static final long serialVersionUID = 1L;

    StripeFailed() {
        super("Stripe has failed.");
    }
}
