package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AccountKind;
import java.time.Instant;

/**
 * What decisions know of an account.
 *
 * @param debtUnits what a clawback could not take
 * @param frozenUnits what open disputes keep from being spent
 * @param hash of the last entry
 * @param at the time of the last operation, which no server sets back; null before the first
 */
public record AccountFacts(
        long id,
        AccountKind kind,
        long balanceUnits,
        long heldUnits,
        long limitUnits,
        long debtUnits,
        long frozenUnits,
        long sequence,
        byte[] hash,
        Instant at) {}
