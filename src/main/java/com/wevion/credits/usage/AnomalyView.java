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
 * Something that was reported of a piece of work and not taken as it is.
 *
 * @param workId the chat message or job, and its hold
 * @param work which of the two
 * @param teamName null if the team is not known by name
 * @param at when it was recorded
 * @param details JSON text: what was reported, or what of it cannot be used
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
