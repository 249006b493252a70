package com.wevion.credits.purchase;

import com.wevion.credits.ledger.operation.Reversal;
import com.wevion.credits.ledger.operation.Reversed;

/** The effect of reversals on the ledger (D15), without a database. */
record Wallet(long balanceMicros, long frozenMicros, long debtMicros) {
    /** After a reversal. */
    Wallet after(Reversal reversal) {
        Reversal.Amounts amounts = reversal.amounts();
        long frozen = frozenMicros - amounts.unfreezeUnits();
        long debt = debtMicros + amounts.clawbackUnits();
        long taken = amounts.clawbackUnits() == 0 ? 0 : Math.min(debt, balanceMicros - frozen);
        long forgiven = Math.min(debt - taken, amounts.reinstateUnits());
        long balance = balanceMicros - taken + amounts.reinstateUnits() - forgiven;
        return new Wallet(balance, frozen + Math.min(amounts.freezeUnits(), balance - frozen), debt - taken - forgiven);
    }

    /** The row of it, as the ledger tells it what was decided. */
    ReversalStep step(Reversal reversal) {
        Wallet next = after(reversal);
        return (ReversalStep) reversal.companion()
                .decided(new Reversed(
                        Math.abs(next.balanceMicros - balanceMicros),
                        next.frozenMicros - frozenMicros + reversal.amounts().unfreezeUnits()));
    }
}
