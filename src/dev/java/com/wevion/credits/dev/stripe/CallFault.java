package com.wevion.credits.dev.stripe;

/** The faults that one call of the API can meet. */
public enum CallFault {
    /** 500 and nothing has happened, nor is the answer kept: a retry does it. */
    ERROR_BEFORE,
    /** 500 although it has happened; the 500 is kept for the idempotency key, as Stripe keeps it. */
    ERROR_AFTER,
    /** The connection ends without an answer, and nothing has happened. */
    RESET_BEFORE,
    /** The connection ends without an answer although it has happened: a retry with the same key gets what was made. */
    RESET_AFTER,
    /** 429; nothing has happened and nothing is kept. */
    TOO_MANY_REQUESTS,
    /** 409: another request with the key is under way and has done nothing yet. */
    CONFLICT_BEFORE,
    /** 409, and what the other request did can be seen already. */
    CONFLICT_AFTER;

    boolean isBefore() {
        return this == ERROR_BEFORE || this == RESET_BEFORE || this == TOO_MANY_REQUESTS || this == CONFLICT_BEFORE;
    }

    boolean isReset() {
        return this == RESET_BEFORE || this == RESET_AFTER;
    }
}
