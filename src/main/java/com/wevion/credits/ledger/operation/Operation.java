package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.ledger.book.Unit;
import java.util.UUID;

/**
 * A change of one account that is accepted or refused as a whole.
 *
 * @param <A> its answer
 */
public sealed interface Operation<A> permits EndOfHold, Hold, Posting, Reversal {
    /** The account it changes. */
    long accountId();

    /**
     * The thing that it is about. Two operations with one subject, such as two ends of one hold or two requests with one idempotency
     * key, must not be decided in one batch.
     */
    Subject subject();

    /**
     * True if the other operation, of the same subject, asks for the very same thing, so that one answer serves both. Both are of the
     * same kind then.
     */
    boolean repeats(Operation<?> other);

    /** The answer to a repetition of what was answered like this. */
    A again(A answer);

    /** The person who causes it; null if it does not say. */
    default UUID userId() {
        return null;
    }

    /** Rows to be written with it; null for none. */
    Companion<? super A> companion();

    /** Has itself decided as what it is, on its account as the decider knows it. */
    <T> Decision<A> decidedBy(Decider<T> decider, T account);

    /** Refuses an amount that no operation can have. */
    static void requireAmount(long units) {
        if (units < 0 || units > Unit.LARGEST_UNITS) {
            throw new IllegalArgumentException("Amount out of range: " + units);
        }
    }

    /** The thing that an operation is about. */
    sealed interface Subject {}

    /** The subject of everything that ends a hold. */
    record OfHold(UUID holdId) implements Subject {}

    /** The subject of requests with one idempotency key. */
    record OfKey(UUID teamId, HoldKind kind, String idempotencyKey) implements Subject {}

    /** The subject of what changes a balance directly. */
    record OfEntry(long accountId, UUID operationId) implements Subject {}
}
