package com.wevion.credits.audit.books;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The result of an audit of the ledger.
 *
 * @param endedAt the time at which the audit ended
 * @param entries the number of entries whose hashes were recomputed: those since the last verified checkpoint
 * @param accounts the number of accounts checked
 * @param payments the number of Stripe payments compared with the ledger
 * @param notCompared the reason why payments were not compared, in a sentence; null if they were. Without a comparison the audit says
 * nothing about them
 * @param violations the rules that do not hold, in an order that is the same each time
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

    /** The same without what the comparison of payments found about these. */
    AuditResult without(Set<String> told) {
        return new AuditResult(
                endedAt,
                entries,
                accounts,
                payments,
                notCompared,
                violations.stream()
                        .filter(violation -> !PaymentComparison.isAbout(violation, told))
                        .toList(),
                verifiedThrough);
    }
}
