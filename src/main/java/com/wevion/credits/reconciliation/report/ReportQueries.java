package com.wevion.credits.reconciliation.report;

/** The queries of a report; each has the run as its first parameter. */
final class ReportQueries {
    static final String PROVIDERS = """
            WITH run AS (SELECT * FROM reconciliation_run WHERE id = ?),
            days AS (
                SELECT u.provider, u.day, u.service, u.engine, u.measure, count(*) AS records, coalesce(sum(u.cost_nanos), 0) AS nanos
                  FROM reconciliation_provider p
                  CROSS JOIN run r
                  JOIN usage_record u ON u.provider = p.provider AND u.day >= r.from_day AND u.day < r.to_day AND u.outcome = 'SUCCEEDED'
                 WHERE p.run_id = r.id GROUP BY u.provider, u.day, u.service, u.engine, u.measure),
            invoiced AS (
                SELECT d.*, EXISTS (SELECT FROM reconciliation_covered c, run r
                                     WHERE c.run_id = r.id AND c.provider = d.provider AND d.day BETWEEN c.first_day AND c.last_day)
                         OR EXISTS (SELECT FROM reconciliation_total t, run r
                                     WHERE t.run_id = r.id AND t.provider = d.provider AND t.service = d.service AND t.engine = d.engine
                                       AND t.measure = d.measure AND t.side = 'BILLED' AND d.day BETWEEN t.day AND t.last_day) AS invoiced
                  FROM days d),
            usage AS (
                SELECT p.provider, coalesce(sum(i.records) FILTER (WHERE i.invoiced), 0) AS records,
                       coalesce(sum(i.nanos) FILTER (WHERE i.invoiced), 0) AS nanos,
                       coalesce(sum(i.records) FILTER (WHERE NOT i.invoiced), 0) AS awaiting,
                       coalesce(sum(i.nanos) FILTER (WHERE NOT i.invoiced), 0) AS awaiting_nanos
                  FROM reconciliation_provider p
                  JOIN run r ON r.id = p.run_id
                  LEFT JOIN invoiced i ON i.provider = p.provider
                 GROUP BY p.provider),
            billed AS (
                SELECT a.provider, sum(a.rows) AS lines,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'USAGE' AND a.currency = 'USD'), 0) AS nanos,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'TAX' AND a.currency = 'USD'), 0) AS tax,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'CREDIT' AND a.currency = 'USD'), 0) AS credit,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'ADJUSTMENT' AND a.currency = 'USD'), 0) AS adjustment,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'ROUNDING' AND a.currency = 'USD'), 0) AS rounding,
                       coalesce(sum(a.nanos) FILTER (WHERE a.kind = 'PURCHASE' AND a.currency = 'USD'), 0) AS purchase
                  FROM reconciliation_accounted a JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                 GROUP BY a.provider),
            agreed AS (
                SELECT provider, sum(records) AS records, sum(nanos) AS nanos FROM (
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
                      JOIN invoiced i ON i.provider = t.provider AND i.day = t.day AND i.service = t.service AND i.engine = t.engine
                           AND i.measure = t.measure AND i.invoiced
                     WHERE t.side = 'RECORDED' AND t.label = 'SUCCEEDED'
                       AND NOT EXISTS (SELECT FROM reconciliation_finding f
                             WHERE f.run_id = t.run_id AND f.provider = t.provider AND f.service = t.service AND f.engine = t.engine
                               AND f.measure = t.measure AND f.request_id IS NULL AND f.cause NOT IN ('ROUNDING', 'LATE_USAGE')
                               AND CASE WHEN f.key ~ '^[0-9-]{10}[.][.]' THEN t.day BETWEEN substr(f.key, 1, 10)::date AND substr(f.key, 13, 10)::date
                                        ELSE f.day = t.day END)
                    ) parts GROUP BY provider),
            wrong AS (
                SELECT f.provider, count(*) AS breaks, sum(f.variance_nanos) FILTER (WHERE f.currency = 'USD') AS variance
                  FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                 WHERE f.cause <> 'MATCHED' GROUP BY f.provider)
            SELECT u.provider, u.records, u.nanos, u.awaiting, u.awaiting_nanos, coalesce(b.lines, 0) AS lines, coalesce(b.nanos, 0) AS billed,
                   coalesce(b.tax, 0) AS tax, coalesce(b.credit, 0) AS credit, coalesce(b.adjustment, 0) AS adjustment,
                   coalesce(b.rounding, 0) AS rounding, coalesce(b.purchase, 0) AS purchase, coalesce(w.breaks, 0) AS breaks,
                   coalesce(w.variance, 0) AS variance, least(coalesce(a.records, 0), u.records) AS matched,
                   -- A request may be billed in the window and recorded before it.
                   least(coalesce(a.nanos, 0), u.nanos) AS matched_nanos
              FROM usage u
              LEFT JOIN billed b ON b.provider = u.provider
              LEFT JOIN agreed a ON a.provider = u.provider
              LEFT JOIN wrong w ON w.provider = u.provider
             ORDER BY u.provider""";

    static final String CAUSES = """
            SELECT cause, count(*) AS count, coalesce(sum(recorded_nanos), 0) AS recorded,
                   coalesce(sum(billed_nanos) FILTER (WHERE currency = 'USD'), 0) AS billed,
                   coalesce(sum(variance_nanos) FILTER (WHERE currency = 'USD'), 0) AS variance
              FROM reconciliation_finding WHERE run_id = ? AND cause <> 'MATCHED' GROUP BY cause ORDER BY cause""";

    static final String AGES = """
            WITH age AS (
                SELECT r.started_at::date - b.first_seen_at::date AS days, b.variance_nanos
                  FROM reconciliation_run r, reconciliation_break b
                 WHERE r.id = ? AND b.currency = 'USD' AND b.state IN ('OPEN', 'DISPUTED') AND (r.provider IS NULL OR b.provider = r.provider))
            SELECT s.days, count(a.days) AS count, coalesce(sum(a.variance_nanos), 0) AS variance
              FROM (VALUES (1, '0-7', -1000000, 7), (2, '8-30', 8, 30), (3, '31-90', 31, 90), (4, 'over 90', 91, 1000000))
                   AS s (place, days, first, last)
              LEFT JOIN age a ON a.days BETWEEN s.first AND s.last
             GROUP BY s.place, s.days ORDER BY s.place""";

    static final String STATES = """
            SELECT b.state, count(*) AS count, coalesce(sum(f.variance_nanos) FILTER (WHERE f.currency = 'USD'), 0) AS variance
              FROM reconciliation_finding f
              JOIN reconciliation_break b ON b.provider = f.provider AND b.cause = f.cause AND b.key = f.key
             WHERE f.run_id = ? AND f.cause <> 'MATCHED' GROUP BY b.state ORDER BY b.state""";

    static final String FOREIGN = """
            SELECT a.provider, a.currency, sum(a.rows) AS lines, sum(a.nanos) AS nanos
              FROM reconciliation_accounted a JOIN reconciliation_run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
             WHERE r.id = ? AND a.currency <> 'USD' GROUP BY a.provider, a.currency ORDER BY a.provider, a.currency""";

    static final String EARLIER = """
            SELECT e.id, e.ended_at, e.report FROM reconciliation_run e, reconciliation_run r
             WHERE r.id = ? AND e.id < r.id AND e.status = 'COMPLETED' AND e.provider IS NOT DISTINCT FROM r.provider
             ORDER BY e.id DESC LIMIT ?""";

    static final String SKIPPED =
            "SELECT provider, day, problem FROM reconciliation_slice WHERE run_id = ? AND problem IS NOT NULL ORDER BY provider, day";

    static final String UNATTRIBUTED = """
            SELECT count(u.work_id) AS records, coalesce(sum(u.charged_units), 0) AS charged
              FROM reconciliation_run r
              LEFT JOIN usage_record u ON u.provider IS NULL AND u.day >= r.from_day AND u.day < r.to_day AND u.outcome = 'SUCCEEDED'
             WHERE r.id = ?""";

    private ReportQueries() {}
}
