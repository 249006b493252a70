package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/** A change of one account that is accepted or refused as a whole. */
sealed interface Operation permits Hold, Settle, Void, Expire, Posting, Reversal {
    /** The account it changes. */
    long accountId();

    /**
     * What two operations have in common that must not be decided in one batch, such as two ends of one hold or two
     * requests with one idempotency key.
     */
    Object identity();

    /** Whether the other operation, of the same identity, asks for the very same thing, so that one answer serves both. */
    boolean repeats(Operation other);

    /** The person who causes it; null if it does not say. */
    default UUID userId() {
        return null;
    }

    /** When it came, if it has waited since and counts by that time; null if it counts from when it is decided. */
    default Instant arrivedAt() {
        return null;
    }

    /** Rows to be written with it; null for none. */
    default Companion companion() {
        return null;
    }

    /** Refuses an amount that no operation can have. */
    static void requireAmount(long units) {
        if (units < 0 || units > Unit.LARGEST_UNITS) {
            throw new IllegalArgumentException("Amount out of range: " + units);
        }
    }

    /** The identity of everything that ends a hold. */
    record ById(UUID id) {}

    /** The identity of what changes a balance directly. */
    record ByAccount(long accountId, UUID operationId) {}
}
