package com.wevion.credits.audit.books;

import java.time.Instant;
import java.util.List;

/**
 * What an audit of the ledger looked at and found.
 *
 * @param endedAt when it had looked at everything
 * @param entries whose hashes were recomputed: those since the last verified checkpoint
 * @param accounts that were looked at
 * @param payments at Stripe that were held against the ledger
 * @param notCompared why the payments were not, in a sentence; null if they were. Nothing follows then for or against them
 * @param violations what does not hold, in an order that is the same each time
 * @param verifiedThrough day of the newest checkpoint up to which every chain was found whole; null for none
 */
public record AuditResult(
        Instant endedAt,
        long entries,
        long accounts,
        long payments,
        String notCompared,
        List<Violation> violations,
        String verifiedThrough) {

    /** Takes a copy of the violations. */
    public AuditResult {
        violations = List.copyOf(violations);
    }
}
