package com.wevion.credits.ledger;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What decisions know of a member's use of an account (D13).
 *
 * @param month the first day of the month that the charges count for; null if there is no row yet
 * @param heldUnits in open holds
 */
record MemberFacts(LocalDate month, long chargedUnits, long heldUnits) {
    static final MemberFacts NONE = new MemberFacts(null, 0, 0);

    /** Whose use of which account. */
    record Key(long accountId, UUID userId) {}
}
