package com.wevion.credits.stripe;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Events of Stripe that nobody has worked on yet, and those that were given up. */
@ApplicationScoped
public class EventBacklog implements Backlog {
    private static final String EVENTS = """
            SELECT count(*) AS waiting, min(received_at) AS oldest_at,
                   (SELECT count(*) FROM (SELECT FROM stripe_event WHERE status = 'DEAD' ORDER BY received_at LIMIT ?) d) AS failed
              FROM (SELECT received_at FROM stripe_event WHERE status = 'RECEIVED' ORDER BY due_at LIMIT ?) w""";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(
                EVENTS,
                row -> new Waiting(
                        "stripe-events",
                        row.getLong("waiting"),
                        Sql.instant(row, "oldest_at"),
                        0,
                        row.getLong("failed")),
                maxCounted,
                maxCounted);
    }
}
