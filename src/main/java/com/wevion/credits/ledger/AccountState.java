package com.wevion.credits.ledger;

import java.util.UUID;

/**
 * An account at one moment.
 *
 * @param balanceMicros after the last entry; a CREATIVE account's goes down from 0
 * @param heldMicros the sum of its open holds
 * @param limitMicros the spending limit of a CREATIVE account, 0 for CREDITS
 * @param debtMicros what a clawback could not take (D15)
 * @param frozenMicros what open disputes keep from being spent (D15)
 * @param sequence the number of its last entry, 0 before the first
 */
public record AccountState(
        long accountId,
        UUID teamId,
        AccountKind kind,
        long balanceMicros,
        long heldMicros,
        long limitMicros,
        long debtMicros,
        long frozenMicros,
        long sequence) {

    /**
     * What further work can be admitted for: limit + balance − held, never below 0 (D1). What disputes have frozen is not
     * available, nor is what a debt waits for, when a hold has given it back after a clawback (D15).
     */
    public long availableMicros() {
        return Math.max(0, limitMicros + balanceMicros - heldMicros - frozenMicros - debtMicros);
    }
}
