package com.wevion.credits.event.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.event.EventType;
import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * An event for a receiver.
 *
 * @param team the name of the team; null for what is about none
 * @param role of the receiver in it, now; null for somebody who is no member any more, and for operators
 * @param member the name of the member that it is about; null for none
 */
record ToldEvent(
        MailReceiver receiver,
        UUID eventId,
        EventType type,
        Instant at,
        JsonNode data,
        String team,
        Party role,
        String member) {
    static ToldEvent read(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new ToldEvent(
                MailReceiver.read(row),
                Sql.uuid(row, "event_id"),
                EventType.of(row.getString("type")).orElseThrow(),
                Sql.instant(row, "at"),
                Json.stored(row.getString("data"), JsonNode.class),
                row.getString("team_name"),
                role == null ? null : Party.valueOf(role),
                row.getString("member_name"));
    }

    /** True if the receiver still wants it and may see it. */
    boolean isWanted() {
        if (receiver.teamId() == null) {
            return (team == null ? receiver.types() : receiver.teamTypes()).contains(type);
        }
        return receiver.types().contains(type) && role != null && Audience.maySee(type, role, isAboutItsReceiver());
    }

    private boolean isAboutItsReceiver() {
        return receiver.userId().toString().equals(data.path("userId").asText());
    }
}
