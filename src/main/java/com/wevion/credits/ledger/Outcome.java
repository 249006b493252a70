package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/** The row that the database function answers for one operation; see {@code post_operations} for the figures. */
record Outcome(
        Status status,
        UUID id,
        HoldState holdState,
        long sequence,
        long amountMicros,
        long shortfallMicros,
        long balanceMicros,
        long availableMicros,
        Instant at,
        Instant expiresAt) {

    enum Status {
        APPLIED,
        REPLAYED,
        INSUFFICIENT,
        CAP_EXCEEDED,
        KEY_REUSED,
        ENDED,
        NO_HOLD,
        NO_ACCOUNT
    }

    boolean replayed() {
        return status == Status.REPLAYED;
    }

    /** The same answer for an operation that repeats the one it was given to. */
    Outcome asReplay() {
        Status repeated = status == Status.APPLIED ? Status.REPLAYED : status;
        return new Outcome(
                repeated,
                id,
                holdState,
                sequence,
                amountMicros,
                shortfallMicros,
                balanceMicros,
                availableMicros,
                at,
                expiresAt);
    }
}
