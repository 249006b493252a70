package com.wevion.credits.purchase;

import com.wevion.credits.ledger.Reversal;
import com.wevion.credits.ledger.Reversed;

/** The effect of reversals on the ledger (D15), without a database. */
record Wallet(long balanceMicros, long frozenMicros, long debtMicros) {
    /** After a reversal. */
    Wallet after(Reversal reversal) {
        long frozen = frozenMicros - reversal.unfreezeUnits();
        long debt = debtMicros + reversal.clawbackUnits();
        long taken = reversal.clawbackUnits() == 0 ? 0 : Math.min(debt, balanceMicros - frozen);
        long forgiven = Math.min(debt - taken, reversal.reinstateUnits());
        long balance = balanceMicros - taken + reversal.reinstateUnits() - forgiven;
        return new Wallet(
                balance, frozen + Math.min(reversal.freezeUnits(), balance - frozen), debt - taken - forgiven);
    }

    /** The row of it, as the ledger tells it what was decided. */
    ReversalStep step(Reversal reversal) {
        Wallet next = after(reversal);
        return (ReversalStep) reversal.companion()
                .decided(new Reversed(
                        Math.abs(next.balanceMicros - balanceMicros),
                        next.frozenMicros - frozenMicros + reversal.unfreezeUnits()));
    }
}
