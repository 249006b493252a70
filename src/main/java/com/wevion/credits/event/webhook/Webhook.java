package com.wevion.credits.event.webhook;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An address that is told of events.
 *
 * @param teamId null for one that is told of everything
 * @param generation the number of its secret
 * @param formerUntil the time until which deliveries are signed with the secret before as well
 * @param failures the attempts that have failed since the last one that succeeded
 * @param goneAt the time at which the receiver said that it is gone; null if it has not
 */
record Webhook(
        UUID id,
        UUID teamId,
        String url,
        List<EventType> types,
        String description,
        int generation,
        Instant formerUntil,
        int failures,
        Instant goneAt,
        UUID madeBy,
        Instant madeAt) {
    static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                row.getString("url"),
                Stream.of((String[]) row.getArray("types").getArray())
                        .flatMap(text -> EventType.of(text).stream())
                        .toList(),
                row.getString("description"),
                row.getInt("generation"),
                Sql.instant(row, "former_until"),
                row.getInt("failures"),
                Sql.instant(row, "gone_at"),
                Sql.uuid(row, "made_by"),
                Sql.instant(row, "made_at"));
    }
}
