package com.wevion.credits.reconciliation;

import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.Json;
import com.wevion.credits.platform.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Adds up what a run found, inside the transaction that ends it. */
final class ReportSums {
    private static final String PROVIDERS = """
            WITH run AS (SELECT * FROM reconciliation_run WHERE id = ?),
            usage AS (
                SELECT p.provider,
                       count(u.work_id) FILTER (WHERE u.day BETWEEN p.first_day AND p.last_day) AS records,
                       coalesce(sum(u.cost_nanos) FILTER (WHERE u.day BETWEEN p.first_day AND p.last_day), 0)::bigint AS nanos,
                       count(u.work_id) FILTER (WHERE (u.day BETWEEN p.first_day AND p.last_day) IS NOT TRUE) AS awaiting,
                       coalesce(sum(u.cost_nanos) FILTER (WHERE (u.day BETWEEN p.first_day AND p.last_day) IS NOT TRUE), 0)::bigint
                           AS awaiting_nanos
                  FROM reconciliation_provider p
                  CROSS JOIN run r
                  LEFT JOIN usage_record u ON u.provider = p.provider AND u.day >= r.from_day AND u.day < r.to_day AND u.outcome = 'SUCCEEDED'
                 WHERE p.run_id = r.id GROUP BY p.provider),
            billed AS (
                SELECT a.provider, sum(a.rows) AS lines,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'USAGE' AND a.currency = 'USD'), 0)::bigint AS nanos,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'TAX' AND a.currency = 'USD'), 0)::bigint AS tax,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'CREDIT' AND a.currency = 'USD'), 0)::bigint AS credit,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'ADJUSTMENT' AND a.currency = 'USD'), 0)::bigint AS adjustment,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'ROUNDING' AND a.currency = 'USD'), 0)::bigint AS rounding,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'PURCHASE' AND a.currency = 'USD'), 0)::bigint AS purchase
                  FROM reconciliation_accounted a JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                 GROUP BY a.provider),
            agreed AS (
                SELECT provider, sum(records) AS records, sum(nanos)::bigint AS nanos FROM (
                    SELECT m.provider, m.records, m.recorded_nanos AS nanos
                      FROM reconciliation_matched m JOIN run r ON r.id = m.run_id AND m.day >= r.from_day AND m.day < r.to_day
                    UNION ALL
                    -- Requests that agree on a second look, or but for what was billed twice or in another month.
                    SELECT f.provider, max(f.records), max(f.recorded_nanos)
                      FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                     WHERE f.request_id IS NOT NULL AND f.recorded_nanos IS NOT NULL
                     GROUP BY f.provider, f.key HAVING bool_and(f.cause IN ('MATCHED', 'DUPLICATE', 'LATE_USAGE'))
                    UNION ALL
                    -- Sums of days on which nothing was found.
                    SELECT t.provider, t.rows, t.nanos
                      FROM reconciliation_total t
                      JOIN run r ON r.id = t.run_id AND t.day >= r.from_day AND t.day < r.to_day
                      JOIN reconciliation_provider p ON p.run_id = t.run_id AND p.provider = t.provider
                           AND t.day BETWEEN p.first_day AND p.last_day
                     WHERE t.side = 'RECORDED' AND t.label = 'SUCCEEDED'
                       AND NOT EXISTS (SELECT FROM reconciliation_finding f
                             WHERE f.run_id = t.run_id AND f.provider = t.provider AND f.service = t.service AND f.engine = t.engine
                               AND f.measure = t.measure AND f.request_id IS NULL AND f.cause NOT IN ('ROUNDING', 'LATE_USAGE')
                               AND (f.day = t.day OR (f.key ~ '^[0-9-]{10}[.][.]' AND t.day BETWEEN f.day AND substr(f.key, 13, 10)::date)))
                    ) parts GROUP BY provider),
            wrong AS (
                SELECT f.provider, count(*) AS breaks, sum(f.variance_nanos) FILTER (WHERE f.currency = 'USD') AS variance
                  FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                 WHERE f.cause <> 'MATCHED' GROUP BY f.provider)
            SELECT u.provider, u.records, u.nanos, u.awaiting, u.awaiting_nanos, coalesce(b.lines, 0) AS lines, coalesce(b.nanos, 0) AS billed,
                   coalesce(b.tax, 0) AS tax, coalesce(b.credit, 0) AS credit, coalesce(b.adjustment, 0) AS adjustment,
                   coalesce(b.rounding, 0) AS rounding, coalesce(b.purchase, 0) AS purchase, coalesce(w.breaks, 0) AS breaks,
                   coalesce(w.variance, 0)::bigint AS variance, coalesce(a.records, 0) AS matched, coalesce(a.nanos, 0) AS matched_nanos
              FROM usage u
              LEFT JOIN billed b ON b.provider = u.provider
              LEFT JOIN agreed a ON a.provider = u.provider
              LEFT JOIN wrong w ON w.provider = u.provider
             ORDER BY u.provider""";

    private static final String CAUSES = """
            SELECT cause, count(*) AS count, coalesce(sum(recorded_nanos), 0)::bigint AS recorded,
                   coalesce(sum(billed_nanos) FILTER (WHERE currency = 'USD'), 0)::bigint AS billed,
                   coalesce(sum(variance_nanos) FILTER (WHERE currency = 'USD'), 0)::bigint AS variance
              FROM reconciliation_finding WHERE run_id = ? AND cause <> 'MATCHED' GROUP BY cause ORDER BY cause""";

    private static final String AGES = """
            WITH age AS (
                SELECT r.started_at::date - b.first_seen_at::date AS days, b.variance_nanos
                  FROM reconciliation_run r, reconciliation_break b
                 WHERE r.id = ? AND b.state IN ('OPEN', 'DISPUTED') AND (r.provider IS NULL OR b.provider = r.provider))
            SELECT s.days, count(a.days) AS count, coalesce(sum(a.variance_nanos), 0)::bigint AS variance
              FROM (VALUES (1, '0-7', -1000000, 7), (2, '8-30', 8, 30), (3, '31-90', 31, 90), (4, 'over 90', 91, 1000000))
                   AS s (place, days, first, last)
              LEFT JOIN age a ON a.days BETWEEN s.first AND s.last
             GROUP BY s.place, s.days ORDER BY s.place""";

    private static final String STATES = """
            SELECT b.state, count(*) AS count, coalesce(sum(f.variance_nanos) FILTER (WHERE f.currency = 'USD'), 0)::bigint AS variance
              FROM reconciliation_finding f
              JOIN reconciliation_break b ON b.provider = f.provider AND b.cause = f.cause AND b.key = f.key
             WHERE f.run_id = ? AND f.cause <> 'MATCHED' GROUP BY b.state ORDER BY b.state""";

    private static final String FOREIGN = """
            SELECT a.provider, a.currency, sum(a.rows) AS lines, sum(a.nanos)::bigint AS nanos
              FROM reconciliation_accounted a JOIN reconciliation_run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
             WHERE r.id = ? AND a.currency <> 'USD' GROUP BY a.provider, a.currency ORDER BY a.provider, a.currency""";

    private static final String EARLIER = """
            SELECT e.id, e.ended_at, e.report FROM reconciliation_run e, reconciliation_run r
             WHERE r.id = ? AND e.id < r.id AND e.status = 'COMPLETED' AND e.provider IS NOT DISTINCT FROM r.provider
             ORDER BY e.id DESC LIMIT ?""";

    private static final String SKIPPED =
            "SELECT provider, day, problem FROM reconciliation_slice WHERE run_id = ? AND problem IS NOT NULL ORDER BY provider, day";

    private static final String UNATTRIBUTED = """
            SELECT count(u.work_id) AS records, coalesce(sum(u.charged_micros), 0)::bigint AS charged
              FROM reconciliation_run r
              LEFT JOIN usage_record u ON u.provider IS NULL AND u.day >= r.from_day AND u.day < r.to_day AND u.outcome = 'SUCCEEDED'
             WHERE r.id = ?""";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Sql sql;
    private final UUID runId;

    ReportSums(Sql sql, UUID runId) {
        this.sql = sql;
        this.runId = runId;
    }

    List<Report.Provider> providers() {
        return sql.list(PROVIDERS, ReportSums::provider, runId);
    }

    private static Report.Provider provider(ResultSet row) throws SQLException {
        long recorded = row.getLong("nanos");
        long matched = row.getLong("matched_nanos");
        return new Report.Provider(
                row.getString("provider"),
                row.getLong("records"),
                row.getLong("lines"),
                row.getLong("matched"),
                usd(recorded),
                usd(row.getLong("billed")),
                usd(matched),
                share(BigDecimal.valueOf(matched), BigDecimal.valueOf(recorded)),
                new Report.Accounted(
                        usd(row.getLong("tax")),
                        usd(row.getLong("credit")),
                        usd(row.getLong("adjustment")),
                        usd(row.getLong("rounding")),
                        usd(row.getLong("purchase"))),
                new Report.Awaiting(row.getLong("awaiting"), usd(row.getLong("awaiting_nanos"))),
                row.getLong("breaks"),
                usd(row.getLong("variance")));
    }

    List<Report.Foreign> foreign() {
        return sql.list(
                FOREIGN,
                row -> new Report.Foreign(
                        row.getString("provider"),
                        row.getString("currency"),
                        row.getLong("lines"),
                        usd(row.getLong("nanos"))),
                runId);
    }

    List<Report.CauseSum> causes() {
        return sql.list(
                CAUSES,
                row -> new Report.CauseSum(
                        Cause.valueOf(row.getString("cause")),
                        row.getLong("count"),
                        usd(row.getLong("recorded")),
                        usd(row.getLong("billed")),
                        usd(row.getLong("variance"))),
                runId);
    }

    List<Report.Age> ages() {
        return sql.list(
                AGES,
                row -> new Report.Age(row.getString("days"), row.getLong("count"), usd(row.getLong("variance"))),
                runId);
    }

    List<Report.StateSum> states() {
        return sql.list(
                STATES,
                row -> new Report.StateSum(
                        BreakState.valueOf(row.getString("state")), row.getLong("count"), usd(row.getLong("variance"))),
                runId);
    }

    List<Report.Earlier> previous(int most) {
        return sql.list(EARLIER, ReportSums::earlier, runId, most);
    }

    private static Report.Earlier earlier(ResultSet row) throws SQLException {
        Report report = Json.stored(row.getString("report"), Report.class);
        return new Report.Earlier(
                report.runId(),
                report.from(),
                report.to(),
                Sql.instant(row, "ended_at"),
                report.causes().stream().mapToLong(Report.CauseSum::count).sum(),
                usd(report.causes().stream()
                        .mapToLong(cause -> Unit.USD.parse(cause.variance()))
                        .sum()),
                shareOf(report.providers()),
                report.audit().violations().size());
    }

    Report.Unattributed unattributed() {
        return sql.first(
                        UNATTRIBUTED,
                        row -> new Report.Unattributed(row.getLong("records"), usd(row.getLong("charged"))),
                        runId)
                .orElseThrow();
    }

    List<Report.Skipped> skipped() {
        return sql.list(
                SKIPPED,
                row -> new Report.Skipped(
                        row.getString("provider"), row.getObject("day", LocalDate.class), row.getString("problem")),
                runId);
    }

    /** Of all providers together. */
    static String shareOf(List<Report.Provider> providers) {
        return share(sum(providers, Report.Provider::matchedCost), sum(providers, Report.Provider::recordedCost));
    }

    private static BigDecimal sum(List<Report.Provider> providers, Function<Report.Provider, String> amount) {
        return providers.stream().map(amount).map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** In percent with two decimals, rounded down, so that 100 means all; null of nothing. */
    static String share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? null
                : part.multiply(HUNDRED).divide(whole, 2, RoundingMode.FLOOR).toPlainString();
    }

    static String usd(long nanos) {
        return Unit.USD.format(nanos);
    }
}
