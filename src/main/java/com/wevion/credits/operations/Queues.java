package com.wevion.credits.operations;

import com.wevion.credits.operations.QueuesView.Events;
import com.wevion.credits.operations.QueuesView.Holds;
import com.wevion.credits.operations.QueuesView.Jobs;
import com.wevion.credits.operations.QueuesView.Waiting;
import com.wevion.credits.operations.QueuesView.Work;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts what waits, so that a page can ask every few seconds: each statement reads an index of what waits only, and no more of
 * it than is counted. Thread-safe.
 */
@ApplicationScoped
public class Queues {
    private record OpenHolds(boolean job, long open, long expired, Instant oldestAt) {}

    private static final String OUTBOX =
            "SELECT count(*) AS waiting, min(created_at) AS oldest_at FROM (SELECT created_at FROM outbox ORDER BY id LIMIT ?) w";
    private static final String DEAD_LETTERS =
            "SELECT count(*) AS waiting, min(failed_at) AS oldest_at FROM (SELECT failed_at FROM dead_letter"
                    + " WHERE replayed_at IS NULL AND dismissed_at IS NULL ORDER BY failed_at LIMIT ?) w";
    private static final String PURCHASES =
            "SELECT count(*) AS waiting, min(created_at) AS oldest_at FROM (SELECT created_at FROM purchase"
                    + " WHERE status = 'PENDING' ORDER BY created_at LIMIT ?) w";
    private static final String EVENTS = """
            SELECT count(*) AS waiting, min(received_at) AS oldest_at,
                   (SELECT count(*) FROM (SELECT FROM stripe_event WHERE status = 'DEAD' ORDER BY received_at LIMIT ?) d) AS failed
              FROM (SELECT received_at FROM stripe_event WHERE status = 'RECEIVED' ORDER BY due_at LIMIT ?) w""";
    // By their expiry, so that what is overdue is counted first.
    private static final String HOLDS = """
            SELECT kind = 'JOB' AS job, count(*) AS open, count(*) FILTER (WHERE expires_at <= ?) AS expired,
                   min(created_at) AS oldest_at
              FROM (SELECT kind, created_at, expires_at FROM hold WHERE state = 'OPEN' ORDER BY expires_at LIMIT ?) w
             GROUP BY kind""";

    private static final String RECONCILIATION = """
            SELECT count(*) AS running, max(s.step) AS step,
                   coalesce(sum(CASE s.step WHEN 'MATCH' THEN m.done ELSE s.rows_done END), 0) AS done,
                   coalesce(sum(CASE s.step WHEN 'MATCH' THEN m.expected ELSE s.rows_expected END), 0) AS expected
              FROM reconciliation_run r
              LEFT JOIN reconciliation_step s ON s.run_id = r.id AND s.status = 'RUNNING'
              LEFT JOIN LATERAL (SELECT sum(usage_rows + line_rows) AS expected,
                                        coalesce(sum(usage_rows + line_rows) FILTER (WHERE done), 0) AS done
                                   FROM reconciliation_slice WHERE run_id = r.id) m ON s.step = 'MATCH'
             WHERE r.status = 'RUNNING'""";
    // In the terms of the index of imports that do not count and still have lines.
    private static final String IMPORTS = """
            SELECT count(*) AS running, NULL AS step, coalesce(sum(accepted + refused), 0) AS done, NULL::bigint AS expected
              FROM invoice_import WHERE has_lines AND status NOT IN ('IMPORTED', 'SUPERSEDED') AND status = 'LOADING'""";
    private static final String VERIFICATIONS = """
            SELECT count(*) AS running, NULL AS step, coalesce(sum(entries), 0) AS done, coalesce(sum(entries_total), 0) AS expected
              FROM verification WHERE status = 'RUNNING'""";

    private static final String NIGHTLY =
            "SELECT max(ended_at) AS at FROM reconciliation_run WHERE trigger = 'NIGHTLY' AND status = 'COMPLETED'";

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.queues.counted")
    int counted;

    /** The present state; the numbers are not all of the same instant. */
    QueuesView now() {
        Instant now = clock.instant();
        List<OpenHolds> holds = holds(now);
        return new QueuesView(
                now,
                counted,
                waiting(OUTBOX),
                jobs(holds),
                waiting(DEAD_LETTERS),
                events(),
                new Holds(
                        holds.stream().mapToLong(OpenHolds::open).sum(),
                        holds.stream().mapToLong(OpenHolds::expired).sum()),
                waiting(PURCHASES),
                work(RECONCILIATION),
                work(IMPORTS),
                work(VERIFICATIONS),
                nightlyRunAt());
    }

    private Waiting waiting(String sql) {
        return Sql.on(dataSource)
                .first(sql, row -> new Waiting(row.getLong("waiting"), Sql.instant(row, "oldest_at")), counted)
                .orElseThrow();
    }

    private Events events() {
        return Sql.on(dataSource)
                .first(
                        EVENTS,
                        row -> new Events(row.getLong("waiting"), row.getLong("failed"), Sql.instant(row, "oldest_at")),
                        counted,
                        counted)
                .orElseThrow();
    }

    private List<OpenHolds> holds(Instant now) {
        return Sql.on(dataSource)
                .list(
                        HOLDS,
                        row -> new OpenHolds(
                                row.getBoolean("job"),
                                row.getLong("open"),
                                row.getLong("expired"),
                                Sql.instant(row, "oldest_at")),
                        now,
                        counted);
    }

    private static Jobs jobs(List<OpenHolds> holds) {
        return holds.stream()
                .filter(OpenHolds::job)
                .findFirst()
                .map(found -> new Jobs(found.open(), found.oldestAt(), found.expired()))
                .orElseGet(() -> new Jobs(0, null, 0));
    }

    private Work work(String sql) {
        return Sql.on(dataSource)
                .first(
                        sql,
                        row -> new Work(
                                row.getLong("running"), row.getString("step"), row.getLong("done"), expected(row)))
                .orElseThrow();
    }

    private Instant nightlyRunAt() {
        return Sql.on(dataSource).list(NIGHTLY, row -> Sql.instant(row, "at")).get(0);
    }

    private static Long expected(ResultSet row) throws SQLException {
        long rows = row.getLong("expected");
        return row.wasNull() ? null : rows;
    }
}
