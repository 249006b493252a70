package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * An attempt to tell a webhook of an event.
 *
 * @param number of the attempt, from 1
 * @param data of the event as JSON
 */
record Attempt(Webhook webhook, UUID eventId, int number, String type, UUID teamId, Instant at, String data) {
    static Attempt read(ResultSet row) throws SQLException {
        return new Attempt(
                Webhook.read(row),
                Sql.uuid(row, "event_id"),
                row.getInt("attempts"),
                row.getString("type"),
                Sql.uuid(row, "event_team_id"),
                Sql.instant(row, "at"),
                row.getString("data"));
    }
}
