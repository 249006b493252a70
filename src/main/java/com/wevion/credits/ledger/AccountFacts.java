package com.wevion.credits.ledger;

import java.time.Instant;

/**
 * What decisions know of an account.
 *
 * @param debtMicros what a clawback could not take
 * @param frozenMicros what open disputes keep from being spent
 * @param hash of the last entry
 * @param at the time of the last operation, which no server sets back; null before the first
 */
record AccountFacts(
        long id,
        long balanceMicros,
        long heldMicros,
        long limitMicros,
        long debtMicros,
        long frozenMicros,
        long sequence,
        byte[] hash,
        Instant at) {}
