package com.wevion.credits.ledger;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Admitted work that has not ended: a queue for each kind of hold. */
@ApplicationScoped
public class HoldBacklog implements Backlog {
    // By their expiry, so that what is overdue is counted first.
    private static final String HOLDS = """
            SELECT kind, count(*) AS open, count(*) FILTER (WHERE expires_at <= ?) AS expired, min(created_at) AS oldest_at
              FROM (SELECT kind, created_at, expires_at FROM hold WHERE state = 'OPEN' ORDER BY expires_at LIMIT ?) w
             GROUP BY kind""";

    /** The name of the queue of a kind of hold. */
    public static String queueOf(HoldKind kind) {
        return "holds-" + kind;
    }

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(
                HOLDS,
                row -> new Waiting(
                        queueOf(HoldKind.valueOf(row.getString("kind"))),
                        row.getLong("open"),
                        Sql.instant(row, "oldest_at"),
                        row.getLong("expired"),
                        0),
                now,
                maxCounted);
    }
}
