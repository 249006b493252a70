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
        Instant confirmedAt,
        Instant refusedAt) {
    static MailReceiver read(ResultSet row) throws SQLException {
        return new MailReceiver(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "team_id"),
                Sql.uuid(row, "user_id"),
                row.getString("address"),
                row.getString("language"),
                Stream.of((String[]) row.getArray("types").getArray())
                        .map(EventType::of)
                        .flatMap(Optional::stream)
                        .toList(),
                Sql.instant(row, "confirmed_at"),
                Sql.instant(row, "refused_at"));
    }
}
