package com.wevion.credits.event;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Records events. Whoever wants to be told of them is told as soon as the transaction is committed. */
public final class Events {
    private Events() {}

    /**
     * Records an event in the transaction of these statements, unless it was recorded before.
     *
     * @param teamId null for what is about no team
     * @param subject the occurrence, of which there is one
     * @param data for the receivers, beside the team
     */
    public static void record(Sql sql, EventType type, UUID teamId, String subject, Instant at, Map<String, ?> data) {
        sql.update("""
                INSERT INTO event (id, type, team_id, subject, at, data) VALUES (?, ?, ?::uuid, ?, ?, ?::json)
                ON CONFLICT ON CONSTRAINT event_once DO NOTHING""", Ids.next(), type.text(), teamId, subject, at, Json.write(data));
    }
}
