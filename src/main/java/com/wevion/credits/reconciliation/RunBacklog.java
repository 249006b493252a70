package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Backlog;
import com.wevion.credits.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The run that works, how far its step is, when the last nightly one was completed, and the breaks that are new. */
@ApplicationScoped
public class RunBacklog implements Backlog {
    private static final String RUNS = """
            SELECT count(*) AS running, max(s.step) AS step,
                   coalesce(sum(CASE s.step WHEN 'MATCH' THEN m.done ELSE s.rows_done END), 0) AS done,
                   coalesce(sum(CASE s.step WHEN 'MATCH' THEN m.expected ELSE s.rows_expected END), 0) AS expected,
                   (SELECT max(ended_at) FROM reconciliation_run
                     WHERE trigger = 'NIGHTLY' AND report IS NOT NULL) AS nightly_at
              FROM reconciliation_run r
              LEFT JOIN reconciliation_step s ON s.run_id = r.id AND s.status = 'RUNNING'
              LEFT JOIN LATERAL (SELECT sum(usage_rows + line_rows) AS expected,
                                        coalesce(sum(usage_rows + line_rows) FILTER (WHERE done OR p.problem IS NOT NULL), 0) AS done
                                   FROM reconciliation_slice LEFT JOIN reconciliation_provider p USING (run_id, provider)
                                  WHERE run_id = r.id) m ON s.step = 'MATCH'
             WHERE r.status IN ('RUNNING', 'STOPPING')""";

    /** Breaks that nobody has taken up. */
    private static final String BREAKS = """
            SELECT count(*) AS waiting, min(first_seen_at) AS oldest_at
              FROM (SELECT first_seen_at FROM reconciliation_break
                     WHERE state = 'OPEN' AND owner IS NULL ORDER BY first_seen_at LIMIT ?) w""";

    @Override
    public List<Waiting> waiting(Sql sql, int maxCounted, Instant now) {
        return sql.list(BREAKS, row -> Waiting.read("breaks", row), maxCounted);
    }

    @Override
    public List<Work> work(Sql sql) {
        return sql.list(
                RUNS,
                row -> new Work(
                        "reconciliation",
                        row.getLong("running"),
                        row.getString("step"),
                        row.getLong("done"),
                        row.getLong("expected"),
                        Sql.instant(row, "nightly_at")));
    }
}
