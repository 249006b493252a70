package com.wevion.credits.event.mail;

import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody who is told of events by mail.
 *
 * @param teamId null for an operator
 * @param userId null for an operator
 * @param teamTypes the events of all teams that an operator is told of, beside those of the platform; empty for a member
 * @param confirmedAt null until the reader has confirmed the address
 * @param refusedAt when a mail server refused the address for good; null if none did
 */
public record MailReceiver(
        UUID id,
        UUID teamId,
        UUID userId,
        String address,
        String language,
        List<EventType> types,
        List<EventType> teamTypes,
        Instant confirmedAt,
        Instant refusedAt) {
    static MailReceiver read(ResultSet row) throws SQLException {
        return new MailReceiver(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                Sql.uuid(row, "user_id"),
                row.getString("address"),
                row.getString("language"),
                types(row, "types"),
                types(row, "team_types"),
                Sql.instant(row, "confirmed_at"),
                Sql.instant(row, "refused_at"));
    }

    private static List<EventType> types(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray())
                .map(EventType::of)
                .flatMap(Optional::stream)
                .toList();
    }
}
