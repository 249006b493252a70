package com.wevion.credits.ledger.book;

import java.util.UUID;

/**
 * An account at one moment.
 *
 * @param balanceUnits after the last entry; a CREATIVE account's goes down from 0
 * @param heldUnits the sum of its open holds
 * @param limitUnits the spending limit of a CREATIVE account, 0 for CREDITS
 * @param debtUnits the part of clawbacks that could not be taken (D15)
 * @param frozenUnits the part of the balance that open disputes keep from being spent (D15)
 * @param sequence the number of its last entry, 0 before the first
 */
public record AccountState(
        long accountId,
        UUID teamId,
        AccountKind kind,
        long balanceUnits,
        long heldUnits,
        long limitUnits,
        long debtUnits,
        long frozenUnits,
        long sequence) {

    /**
     * The amount for which further work can be admitted: limit + balance − held, never below 0 (D1). What disputes have frozen is
     * not available, nor is what a debt waits for, when a hold has given it back after a clawback (D15).
     */
    public long availableUnits() {
        return Math.max(0, limitUnits + balanceUnits - heldUnits - frozenUnits - debtUnits);
    }
}
