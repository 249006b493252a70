package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.book.ReferenceKind;
import java.util.UUID;

/**
 * Changes a balance directly, without a hold: a purchase, a clawback, an adjustment, a payment. Refused by
 * {@link InsufficientFunds} if a debit wants more than what is available, and by {@link IdempotencyKeyReused} if the operation id was
 * used for another posting.
 *
 * @param operationId chosen by the caller; the same id posts once per account
 * @param amountUnits signed: positive credits, negative debits; a debit takes no more than what is available,
 *     but for a PAYMENT that goes back: that is owed again, also beyond a limit
 * @param referenceKind the kind of thing that the operation id names
 * @param userId the person who caused it; null for none
 * @param explanation JSON text that is kept with the entry
 * @param companion rows to be committed with it; null for none
 */
public record Posting(
        UUID operationId,
        long accountId,
        long amountUnits,
        EntryType type,
        ReferenceKind referenceKind,
        UUID userId,
        String explanation,
        Companion<? super Posted> companion)
        implements Operation<Posted> {
    /** @throws IllegalArgumentException if the amount is zero or too large */
    public Posting {
        Operation.requireAmount(Math.abs(amountUnits));
        if (amountUnits == 0) {
            throw new IllegalArgumentException("A posting of nothing");
        }
    }

    /** A posting by nobody, without an explanation and without further rows. */
    public static Posting of(
            EntryType type, ReferenceKind referenceKind, UUID operationId, long accountId, long amountUnits) {
        return new Posting(operationId, accountId, amountUnits, type, referenceKind, null, "{}", null);
    }

    /** The credits of a purchase. */
    public static Posting purchase(UUID purchaseId, long accountId, long amountUnits) {
        return of(EntryType.PURCHASE, ReferenceKind.PURCHASE, purchaseId, accountId, amountUnits);
    }

    /** An operator's correction. */
    public static Posting adjustment(UUID adjustmentId, long accountId, long amountUnits) {
        return of(EntryType.ADJUSTMENT, ReferenceKind.ADJUSTMENT, adjustmentId, accountId, amountUnits);
    }

    /** The same, caused by a person; null for none. */
    public Posting by(UUID person) {
        return new Posting(operationId, accountId, amountUnits, type, referenceKind, person, explanation, companion);
    }

    /** The same, explained by JSON text. */
    public Posting explained(String json) {
        return new Posting(operationId, accountId, amountUnits, type, referenceKind, userId, json, companion);
    }

    /** The same, with rows to be committed together with it; null for none. */
    public Posting with(Companion<? super Posted> rows) {
        return new Posting(operationId, accountId, amountUnits, type, referenceKind, userId, explanation, rows);
    }

    @Override
    public Subject subject() {
        return new OfEntry(accountId, operationId);
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Posting posting && posting.amountUnits == amountUnits && posting.type == type;
    }

    @Override
    public Posted again(Posted answer) {
        return answer.asReplay();
    }

    @Override
    public <T> Decision<Posted> decidedBy(Decider<T> decider, T account) {
        return decider.post(this, account);
    }
}
