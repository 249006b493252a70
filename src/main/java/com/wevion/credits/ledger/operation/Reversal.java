package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.ReferenceKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Does to the credits of a purchase what a refund or a dispute did to its payment (D15). A clawback takes what is neither held nor
 * frozen, an older debt before its own amount and as an entry of its own, and the rest becomes a debt; a reinstatement forgives a debt
 * first.
 *
 * @param operationId new; whether it was done before is told by the companion's row, since not every reversal makes an entry
 * @param referenceKind the kind of thing that caused it
 * @param explanation JSON text that is kept with the entry
 * @param companion a row that can be written once only
 */
public record Reversal(
        UUID operationId,
        long accountId,
        Amounts amounts,
        ReferenceKind referenceKind,
        String explanation,
        Companion<? super Reversed> companion)
        implements Operation<Reversed> {
    /**
     * The amounts of a reversal; 0 for what it does not do. What was frozen is given back first; what is to be frozen is frozen last, of
     * what is there then.
     *
     * @param freezeUnits is kept from being spent, as far as it is there
     * @param unfreezeUnits was frozen before, and is given back
     */
    public record Amounts(long freezeUnits, long unfreezeUnits, long clawbackUnits, long reinstateUnits) {
        /** Nothing at all, to begin with. */
        public static final Amounts NONE = new Amounts(0, 0, 0, 0);

        /** @throws IllegalArgumentException if an amount is negative or too large */
        public Amounts {
            Operation.requireAmount(freezeUnits);
            Operation.requireAmount(unfreezeUnits);
            Operation.requireAmount(clawbackUnits);
            Operation.requireAmount(reinstateUnits);
        }

        /** The same, and it freezes so much. */
        public Amounts freeze(long units) {
            return new Amounts(units, unfreezeUnits, clawbackUnits, reinstateUnits);
        }

        /** The same, and it gives so much back that was frozen. */
        public Amounts unfreeze(long units) {
            return new Amounts(freezeUnits, units, clawbackUnits, reinstateUnits);
        }

        /** The same, and it claws so much back. */
        public Amounts clawBack(long units) {
            return new Amounts(freezeUnits, unfreezeUnits, units, reinstateUnits);
        }

        /** The same, and it reinstates so much. */
        public Amounts reinstate(long units) {
            return new Amounts(freezeUnits, unfreezeUnits, clawbackUnits, units);
        }
    }

    /** @throws IllegalArgumentException if there is no companion */
    public Reversal {
        if (companion == null) {
            throw new IllegalArgumentException("A reversal without a row that tells whether it was done");
        }
    }

    @Override
    public Subject subject() {
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
