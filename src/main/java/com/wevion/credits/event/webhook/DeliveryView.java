package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** An event on its way to a webhook, as the API shows it. */
record DeliveryView(
        UUID eventId,
        String type,
        UUID teamId,
        Instant at,
        State state,
        int attempts,
        Instant dueAt,
        Long lastStatus,
        String lastError,
        Instant deliveredAt) {
    /** The states of a delivery. */
    enum State {
        WAITING,
        DELIVERED,
        DEAD
    }

    static DeliveryView read(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        Long status = Sql.nullableLong(row, "last_status");
        return new DeliveryView(
                Sql.uuid(row, "event_id"),
                row.getString("type"),
                Sql.uuid(row, "team_id"),
                Sql.instant(row, "at"),
                state,
                row.getInt("attempts"),
                state == State.WAITING ? Sql.instant(row, "due_at") : null,
                status,
                row.getString("last_error"),
                Sql.instant(row, "delivered_at"));
    }
}
