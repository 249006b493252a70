package com.wevion.credits.stripe;

import com.wevion.credits.platform.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * An event in the inbox.
 *
 * @param attempts the number of attempts so far
 * @param nextAttemptAt the time of the next attempt; null once it has ended
 * @param problem the reason why the last attempt failed; null if it did not
 */
record ReceivedEvent(
        String id,
        String type,
        String objectId,
        String apiVersion,
        Instant createdAt,
        Instant receivedAt,
        Status status,
        int attempts,
        Instant nextAttemptAt,
        String problem) {

    enum Status {
        /** To be worked on. */
        RECEIVED,
        DONE,
        /** Given up after many attempts, or at once if it is about what Stripe does not know here; can be replayed. */
        DEAD
    }

    static ReceivedEvent read(ResultSet row) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        return new ReceivedEvent(
                row.getString("id"),
                row.getString("type"),
                row.getString("object_id"),
                row.getString("api_version"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "received_at"),
                status,
                row.getInt("attempts"),
                status == Status.RECEIVED ? Sql.instant(row, "due_at") : null,
                row.getString("problem"));
    }

    StripeEvent event() {
        return new StripeEvent(id, type, objectId, apiVersion, createdAt);
    }
}
