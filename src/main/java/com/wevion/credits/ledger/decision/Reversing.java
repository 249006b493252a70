package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;
import java.util.List;
import java.util.UUID;

/** What reversals do to an account while a batch is decided, and how a debt is collected (D15). */
final class Reversing {
    private Reversing() {}

    /**
     * Makes a reversal.
     *
     * @param entries those of the batch, to which its entry is added
     * @throws ArithmeticException if an amount is more than can be counted; nothing has changed then
     */
    static Reversed apply(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        Math.addExact(account.debtUnits, reversal.clawbackUnits());
        account.freeze(-reversal.unfreezeUnits());
        long moved = 0;
        long frozen = 0;
        if (reversal.clawbackUnits() > 0) {
            moved = clawBack(reversal, account, entries);
        }
        if (reversal.reinstateUnits() > 0) {
            moved = reinstate(reversal, account, entries);
        }
        if (reversal.freezeUnits() > 0) {
            frozen = Math.min(reversal.freezeUnits(), account.freeUnits());
            account.freeze(frozen);
        }
        return new Reversed(moved, frozen);
    }

    /** An older debt is served first, and under its own name: what the reversal itself took is what its own entry says. */
    private static long clawBack(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        collectDebt(account, reversal.operationId(), entries);
        account.debtUnits += reversal.clawbackUnits();
        return collect(account, NewEntry.Cause.of(reversal, EntryType.CLAWBACK), entries);
    }

    private static long reinstate(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        long forgiven = Math.min(account.debtUnits, reversal.reinstateUnits());
        account.debtUnits -= forgiven;
        long given = reversal.reinstateUnits() - forgiven;
        if (given > 0) {
            entries.add(account.post(NewEntry.Cause.of(reversal, EntryType.REINSTATEMENT), given));
        }
        return given;
    }

    /**
     * Takes a debt from what is neither held nor frozen, as far as that goes; the rest stays a debt.
     *
     * @param occasion the purchase or the reversal by which it is paid
     */
    static void collectDebt(OpenAccount account, UUID occasion, List<NewEntry> entries) {
        collect(account, NewEntry.Cause.debtPaidBy(occasion), entries);
    }

    private static long collect(OpenAccount account, NewEntry.Cause cause, List<NewEntry> entries) {
        long taken = Math.min(account.debtUnits, account.freeUnits());
        if (taken > 0) {
            account.debtUnits -= taken;
            entries.add(account.take(cause, taken, 0));
        }
        return taken;
    }
}
