package com.wevion.credits.ledger.book;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A hold: what was agreed at admission, and how it ended. Of one that is archived there is no completion, and of a chat message no terms.
 *
 * @param availableAfterUnits right after admission
 * @param endedAt null while it is open, as is all that follows {@code state}
 * @param completion JSON text: what was reported; null also when it expired
 * @param completionFingerprint of what was reported
 */
public record HoldRecord(
        AdmittedWork work,
        byte[] fingerprint,
        long availableAfterUnits,
        HoldState state,
        Instant endedAt,
        Long chargedUnits,
        Long shortfallUnits,
        Long balanceAtEndUnits,
        Long availableAtEndUnits,
        String completion,
        byte[] completionFingerprint) {

    /** The row of the table {@code hold} that is read. */
    public static HoldRecord read(ResultSet row) throws SQLException {
        return new HoldRecord(
                AdmittedWork.read(row),
                row.getBytes("fingerprint"),
                row.getLong("available_after_units"),
                HoldState.valueOf(row.getString("state")),
                Sql.instant(row, "ended_at"),
                Sql.nullableLong(row, "charged_units"),
                Sql.nullableLong(row, "shortfall_units"),
                Sql.nullableLong(row, "balance_at_end_units"),
                Sql.nullableLong(row, "available_at_end_units"),
                row.getString("completion"),
                row.getBytes("completion_fingerprint"));
    }
}
