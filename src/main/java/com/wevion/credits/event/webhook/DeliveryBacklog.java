package com.wevion.credits.event.webhook;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Events on their way to webhooks that still want them, and those that were given up. */
@ApplicationScoped
public class DeliveryBacklog implements Backlog {
    // Ids of events go by time.
    private static final String DELIVERIES = """
            WITH w AS MATERIALIZED (
                SELECT d.event_id FROM webhook_delivery d JOIN webhook h ON h.id = d.webhook_id
                 WHERE d.state = 'WAITING' AND h.gone_at IS NULL AND h.removed_at IS NULL LIMIT ?)
            SELECT count(*) AS waiting,
                   (SELECT at FROM event WHERE id = (SELECT event_id FROM w ORDER BY event_id LIMIT 1)) AS oldest_at,
                   (SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE state = 'DEAD' LIMIT ?) d) AS failed
              FROM w""";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(
                DELIVERIES,
                row -> new Waiting(
                        "webhooks", row.getLong("waiting"), Sql.instant(row, "oldest_at"), 0, row.getLong("failed")),
                maxCounted,
                maxCounted);
    }
}
