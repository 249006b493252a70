package com.wevion.credits.usage;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.wevion.credits.ledger.AnomalyKind;
import com.wevion.credits.ledger.book.HoldKind;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A report of a piece of work that was not taken as it is.
 *
 * @param workId the chat message or job, and its hold
 * @param work the kind of work
 * @param teamName null if the team is not known by name
 * @param at the time at which it was recorded
 * @param details JSON text: the report, or its part that cannot be used
 */
public record AnomalyView(
        UUID workId,
        HoldKind work,
        UUID teamId,
        String teamName,
        AnomalyKind kind,
        Instant at,
        @JsonRawValue String details) {

    static AnomalyView read(ResultSet row) throws SQLException {
        return new AnomalyView(
                Sql.uuid(row, "hold_id"),
                HoldKind.valueOf(row.getString("work")),
                Sql.uuid(row, "team_id"),
                row.getString("name"),
                AnomalyKind.valueOf(row.getString("kind")),
                Sql.instant(row, "at"),
                row.getString("details"));
    }
}
