package com.wevion.credits.ledger.decision;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A member's use of an account as decisions know it (D13).
 *
 * @param month the first day of the month that the charges count for; null if there is no row yet
 * @param heldUnits in open holds
 */
public record MemberFacts(LocalDate month, long chargedUnits, long heldUnits) {
    /** Of somebody who has not used it yet. */
    public static final MemberFacts NONE = new MemberFacts(null, 0, 0);

    /** The member and the account. */
    public record Key(long accountId, UUID userId) {}
}
