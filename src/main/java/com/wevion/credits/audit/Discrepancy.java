package com.wevion.credits.audit;

import com.wevion.credits.ledger.book.AccountKind;
import java.util.UUID;

/**
 * The first problem of an account, or a problem of a checkpoint.
 *
 * @param teamId the team of the account; null for a checkpoint
 * @param account null for a checkpoint
 * @param sequence the number of the entry; null for a checkpoint
 * @param day the checkpoint's, as in {@code 2026-01-31}; null unless the problem is CHECKPOINT or SIGNATURE
 * @param problem the problem
 */
public record Discrepancy(UUID teamId, AccountKind account, Long sequence, String day, DiscrepancyKind problem) {
    /** Of a checkpoint itself, which is no account's. */
    static Discrepancy ofCheckpoint(String day) {
        return new Discrepancy(null, null, null, day, DiscrepancyKind.SIGNATURE);
    }
}
