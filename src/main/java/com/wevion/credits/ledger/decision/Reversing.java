package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.EntryType;
import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversal.Amounts;
import com.wevion.credits.ledger.operation.Reversed;
import java.util.List;
import java.util.UUID;

/** Makes reversals on an account while a batch is decided, and collects debts (D15). */
final class Reversing {
    private Reversing() {}

    /**
     * Makes a reversal.
     *
     * @param entries those of the batch, to which its entry is added
     * @throws ArithmeticException if an amount is more than can be counted; nothing has changed then
     */
    static Reversed apply(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        Amounts amounts = reversal.amounts();
        Math.addExact(account.debtUnits, amounts.clawbackUnits());
        account.freeze(-amounts.unfreezeUnits());
        long moved = 0;
        long frozen = 0;
        if (amounts.clawbackUnits() > 0) {
            moved = clawBack(reversal, account, entries);
        }
        if (amounts.reinstateUnits() > 0) {
            moved = reinstate(reversal, account, entries);
        }
        if (amounts.freezeUnits() > 0) {
            frozen = Math.min(amounts.freezeUnits(), account.freeUnits());
            account.freeze(frozen);
        }
        return new Reversed(moved, frozen);
    }

    /** An older debt is served first, and under its own name: what the reversal itself took is what its own entry says. */
    private static long clawBack(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        collectDebt(account, reversal.operationId(), entries);
        account.debtUnits += reversal.amounts().clawbackUnits();
        return collect(account, NewEntry.Purpose.of(reversal, EntryType.CLAWBACK), entries);
    }

    private static long reinstate(Reversal reversal, OpenAccount account, List<NewEntry> entries) {
        long asked = reversal.amounts().reinstateUnits();
        long forgiven = Math.min(account.debtUnits, asked);
        account.debtUnits -= forgiven;
        long given = asked - forgiven;
        if (given > 0) {
            entries.add(account.post(NewEntry.Purpose.of(reversal, EntryType.REINSTATEMENT), given));
        }
        return given;
    }

    /**
     * Takes a debt from what is neither held nor frozen, as far as that goes; the rest stays a debt.
     *
     * @param occasion the purchase or the reversal by which it is paid
     */
    static void collectDebt(OpenAccount account, UUID occasion, List<NewEntry> entries) {
        collect(account, NewEntry.Purpose.debtPaidBy(occasion), entries);
    }

    private static long collect(OpenAccount account, NewEntry.Purpose purpose, List<NewEntry> entries) {
        long taken = Math.min(account.debtUnits, account.freeUnits());
        if (taken > 0) {
            account.debtUnits -= taken;
            entries.add(account.take(purpose, taken, 0));
        }
        return taken;
    }
}
