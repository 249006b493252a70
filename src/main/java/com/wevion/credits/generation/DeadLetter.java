package com.wevion.credits.generation;

import com.wevion.credits.platform.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that failed for good.
 *
 * @param queue where it came from, and where a replay sends it
 * @param replayable whether {@code body} is the whole message
 * @param replayedAt null until it is sent again, which happens once
 */
public record DeadLetter(
        UUID id,
        String queue,
        String reason,
        String body,
        boolean replayable,
        Instant failedAt,
        Instant replayedAt,
        UUID replayedBy) {

    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                Sql.uuid(row, "id"),
                row.getString("queue"),
                row.getString("reason"),
                row.getString("body"),
                row.getBoolean("complete"),
                Sql.instant(row, "failed_at"),
                Sql.instant(row, "replayed_at"),
                Sql.uuid(row, "replayed_by"));
    }
}
