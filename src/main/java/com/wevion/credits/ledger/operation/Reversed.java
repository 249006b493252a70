package com.wevion.credits.ledger.operation;

/**
 * A reversal that was made (D15).
 *
 * @param movedUnits what was taken from the balance, or given back to it; not negative
 * @param frozenUnits what it has frozen, after it gave back what was frozen before
 */
public record Reversed(long movedUnits, long frozenUnits) {}
