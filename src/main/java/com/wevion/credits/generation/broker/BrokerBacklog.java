package com.wevion.credits.generation.broker;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Messages that wait for the broker, and letters that nobody has dealt with yet. */
@ApplicationScoped
public class BrokerBacklog implements Backlog {
    private static final String OUTBOX =
            "SELECT count(*) AS waiting, min(created_at) AS oldest_at FROM (SELECT created_at FROM outbox ORDER BY id LIMIT ?) w";
    private static final String DEAD_LETTERS =
            "SELECT count(*) AS waiting, min(failed_at) AS oldest_at FROM (SELECT failed_at FROM dead_letter"
                    + " WHERE replayed_at IS NULL AND dismissed_at IS NULL ORDER BY failed_at LIMIT ?) w";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return List.of(
                sql.first(OUTBOX, row -> Waiting.read("outbox", row), maxCounted)
                        .orElseThrow(),
                sql.first(DEAD_LETTERS, row -> Waiting.read("dead-letters", row), maxCounted)
                        .orElseThrow());
    }
}
