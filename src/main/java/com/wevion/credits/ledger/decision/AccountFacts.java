package com.wevion.credits.ledger.decision;

import com.wevion.credits.ledger.book.AccountKind;
import java.time.Instant;

/**
 * An account as decisions know it.
 *
 * @param debtUnits the part of clawbacks that could not be taken
 * @param frozenUnits the part of the balance that open disputes keep from being spent
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
