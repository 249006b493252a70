package com.wevion.credits.generation;

import com.wevion.credits.catalog.JobTerms;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A job with its hold, as they are now.
 *
 * @param createdAt when its hold was placed
 * @param heldUnits the amount set aside at admission
 * @param completion the report; null while there is none, and when the hold expired
 * @param cancelling true if its workers were asked to give it up
 * @param chargedUnits null while it is open
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
        long heldUnits,
        HoldState state,
        boolean cancelling,
        Instant endedAt,
        Long chargedUnits,
        Long shortfallUnits,
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
                row.getLong("amount_units"),
                HoldState.valueOf(row.getString("state")),
                row.getBoolean("cancelling"),
                Sql.instant(row, "ended_at"),
                Sql.nullableLong(row, "charged_units"),
                Sql.nullableLong(row, "shortfall_units"),
                completion == null ? null : Json.stored(completion, Completion.class));
    }

    JobStatus status() {
        return JobStatus.of(state, cancelling, completion);
    }
}
