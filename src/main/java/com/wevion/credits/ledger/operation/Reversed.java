package com.wevion.credits.ledger.operation;

/**
 * A reversal that was made (D15).
 *
 * @param movedUnits taken from the balance, or given back to it; not negative
 * @param frozenUnits newly frozen, after it gave back what was frozen before
 */
public record Reversed(long movedUnits, long frozenUnits) {}
