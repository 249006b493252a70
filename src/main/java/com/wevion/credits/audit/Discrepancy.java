package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import java.util.UUID;

/**
 * The first problem of an account or of the audit log, or a problem of a checkpoint.
 *
 * @param teamId the team of the account; null for a checkpoint and the audit log
 * @param account null for a checkpoint and the audit log
 * @param sequence the number of the entry, or of the line of the audit log; null for a checkpoint
 * @param day the checkpoint's, as in {@code 2026-01-31}; null unless the problem is CHECKPOINT, SIGNATURE or AUDIT_LOG
 * @param problem the problem
 */
public record Discrepancy(UUID teamId, AccountKind account, Long sequence, String day, DiscrepancyKind problem) {
    /** Of a checkpoint itself, which is no account's. */
    static Discrepancy ofCheckpoint(String day) {
        return new Discrepancy(null, null, null, day, DiscrepancyKind.SIGNATURE);
    }

    /** Of the audit log: of a line by its number, or of that which the checkpoint of a day has. */
    static Discrepancy ofAuditLog(long sequence, String day) {
        return new Discrepancy(null, null, sequence, day, DiscrepancyKind.AUDIT_LOG);
    }
}
