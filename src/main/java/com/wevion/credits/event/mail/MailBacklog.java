package com.wevion.credits.event.mail;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Events that wait for a mail, and those that were given up. */
@ApplicationScoped
public class MailBacklog implements Backlog {
    // Ids of events go by time.
    private static final String ITEMS = """
            WITH w AS MATERIALIZED (SELECT event_id FROM mail_item WHERE state = 'WAITING' LIMIT ?)
            SELECT count(*) AS waiting,
                   (SELECT at FROM event WHERE id = (SELECT event_id FROM w ORDER BY event_id LIMIT 1)) AS oldest_at,
                   (SELECT count(*) FROM (SELECT FROM mail_item WHERE state = 'DEAD' LIMIT ?) d) AS failed
              FROM w""";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(
                ITEMS,
                row -> new Waiting(
                        "mails", row.getLong("waiting"), Sql.instant(row, "oldest_at"), 0, row.getLong("failed")),
                maxCounted,
                maxCounted);
    }
}
