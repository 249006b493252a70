package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.HoldState;
import com.wevion.credits.platform.Json;
import com.wevion.credits.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A job with its hold, as they are now.
 *
 * @param heldMicros what was set aside at admission
 * @param completion what was reported; null while nothing was, and when the hold expired
 * @param cancelling whether its workers were asked to give it up
 * @param chargedMicros null while it is open
 */
record JobRecord(
        UUID id,
        UUID teamId,
        UUID userId,
        long accountId,
        JobTerms terms,
        String parameters,
        Instant createdAt,
        Instant deadline,
        long heldMicros,
        HoldState state,
        boolean cancelling,
        Instant endedAt,
        Long chargedMicros,
        Long shortfallMicros,
        Completion completion) {

    static JobRecord read(ResultSet row) throws SQLException {
        String completion = row.getString("completion");
        return new JobRecord(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                Sql.uuid(row, "user_id"),
                row.getLong("account_id"),
                JobTerms.fromJson(row.getString("terms")),
                row.getString("parameters"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "deadline"),
                row.getLong("amount_micros"),
                HoldState.valueOf(row.getString("state")),
                row.getBoolean("cancelling"),
                Sql.instant(row, "ended_at"),
                Sql.nullableLong(row, "charged_micros"),
                Sql.nullableLong(row, "shortfall_micros"),
                completion == null ? null : Json.stored(completion, Completion.class));
    }

    JobStatus status() {
        return JobStatus.of(state, cancelling, completion);
    }
}
