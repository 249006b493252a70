package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Sql;

/**
 * Waits for locks as long as statements of the batch may take. A server that was killed may have left a statement behind, which the
 * database keeps executing for a while; to fail meanwhile would use up the starts of a run.
 */
public final class PatientLocks {
    private PatientLocks() {}

    /** For the rest of the transaction. */
    public static void on(Sql sql) {
        sql.update("SET LOCAL lock_timeout = 0");
    }
}
