package com.wevion.credits.ledger.operation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a refund or a dispute does to the credits that were paid by it (D15). All amounts are units, 0 for none; what was
 * frozen is given back first. A clawback takes what is neither held nor frozen, an older debt before its own amount and as an
 * entry of its own, and the rest becomes a debt; a reinstatement forgives a debt first. What is to be frozen is frozen last, of
 * what is there then.
 *
 * @param operationId new; whether it was done before is told by the companion's row, since not every reversal makes an entry
 * @param freezeUnits is kept from being spent, as far as it is there
 * @param unfreezeUnits was frozen before, and is given back
 * @param referenceKind what kind of thing caused it, for example {@code REFUND}
 * @param explanation JSON text that is kept with the entry
 * @param companion a row that can be written once only
 */
public record Reversal(
        UUID operationId,
        long accountId,
        long freezeUnits,
        long unfreezeUnits,
        long clawbackUnits,
        long reinstateUnits,
        String referenceKind,
        String explanation,
        Companion<? super Reversed> companion)
        implements Operation<Reversed> {

    /** @throws IllegalArgumentException if an amount is negative or too large, or there is no companion */
    public Reversal {
        Operation.requireAmount(freezeUnits);
        Operation.requireAmount(unfreezeUnits);
        Operation.requireAmount(clawbackUnits);
        Operation.requireAmount(reinstateUnits);
        if (companion == null) {
            throw new IllegalArgumentException("A reversal without a row that tells whether it was done");
        }
    }

    @Override
    public Identity identity() {
        return new OfEntry(accountId, operationId);
    }

    /** A repetition is told by its companion's row, whenever it comes. */
    @Override
    public boolean repeats(Operation<?> other) {
        return false;
    }

    @Override
    public Reversed again(Reversed answer) {
        return answer;
    }

    @Override
    public <T> Decision<Reversed> decidedBy(Decider<T> decider, T account) {
        return decider.reverse(this, account);
    }

    /** The operation by which a purchase, or a clawback, pays a debt: always the same for one of them. */
    public static UUID debtPaymentOf(UUID occasion) {
        return UUID.nameUUIDFromBytes(("debt paid by " + occasion).getBytes(StandardCharsets.US_ASCII));
    }
}
