package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that failed for good.
 *
 * @param queue the queue it came from, to which a replay sends it
 * @param replayable true if {@code body} is the whole message
 * @param failedAt the time of the last failure
 * @param failures the number of failures: one, and one more for each replay that came back
 * @param replayedAt null until it is sent again, and again once that has failed
 * @param dismissedAt the time of the decision not to send it again; null without one
 * @param dismissalReason the reason for it
 */
public record DeadLetter(
        UUID id,
        String queue,
        String reason,
        String body,
        boolean replayable,
        Instant failedAt,
        int failures,
        Instant replayedAt,
        UUID replayedBy,
        Instant dismissedAt,
        UUID dismissedBy,
        String dismissalReason) {

    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(
                Sql.uuid(row, "id"),
                row.getString("queue"),
                row.getString("reason"),
                row.getString("body"),
                row.getBoolean("complete"),
                Sql.instant(row, "failed_at"),
                row.getInt("failures"),
                Sql.instant(row, "replayed_at"),
                Sql.uuid(row, "replayed_by"),
                Sql.instant(row, "dismissed_at"),
                Sql.uuid(row, "dismissed_by"),
                row.getString("dismissal_reason"));
    }
}
