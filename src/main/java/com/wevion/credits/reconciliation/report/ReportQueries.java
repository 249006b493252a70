package com.wevion.credits.reconciliation.report;

/** The queries of a report; each has the run as its first parameter. */
final class ReportQueries {
    static final String PROVIDERS = """
            WITH run AS (SELECT * FROM reconciliation_run WHERE id = ?),
            days AS (
                SELECT d.provider, d.service, d.engine, d.measure, d.records, d.nanos, d.of_gateways, d.gateway_nanos, d.starts_at,
                       d.ends_at
                  FROM reconciliation_recorded d
                  JOIN run r ON r.id = d.run_id AND d.day >= r.from_day AND d.day < r.to_day),
            invoiced AS (
                SELECT d.*, EXISTS (SELECT FROM reconciliation_covered c, run r
                                     WHERE c.run_id = r.id AND c.provider = d.provider
                                       AND c.starts_at <= d.starts_at AND c.ends_at >= d.ends_at)
                         OR EXISTS (SELECT FROM reconciliation_total t, run r
                                     WHERE t.run_id = r.id AND t.provider = d.provider AND t.service = d.service AND t.engine = d.engine
                                       AND t.measure = d.measure AND t.side = 'BILLED'
                                       AND t.starts_at <= d.starts_at AND t.ends_at >= d.ends_at) AS invoiced,
                       EXISTS (SELECT FROM reconciliation_finding f, run r
                                WHERE f.run_id = r.id AND f.provider = d.provider AND f.cause = 'NOT_YET_COMPARABLE'
                                  AND f.service = d.service AND f.engine = d.engine AND f.measure = d.measure
                                  AND f.starts_at <= d.starts_at AND f.ends_at >= d.ends_at) AS undecided
                  FROM days d),
            usage AS (
                SELECT p.provider, coalesce(sum(i.records) FILTER (WHERE i.invoiced AND NOT i.undecided), 0) AS records,
                       coalesce(sum(i.nanos) FILTER (WHERE i.invoiced AND NOT i.undecided), 0) AS nanos,
                       coalesce(sum(i.of_gateways) FILTER (WHERE i.invoiced AND NOT i.undecided), 0) AS of_gateways,
                       coalesce(sum(i.gateway_nanos) FILTER (WHERE i.invoiced AND NOT i.undecided), 0) AS gateway_nanos,
                       coalesce(sum(i.records) FILTER (WHERE NOT i.invoiced), 0) AS awaiting,
                       coalesce(sum(i.nanos) FILTER (WHERE NOT i.invoiced), 0) AS awaiting_nanos,
                       coalesce(sum(i.records) FILTER (WHERE i.undecided), 0) AS undecided,
                       coalesce(sum(i.nanos) FILTER (WHERE i.undecided), 0) AS undecided_nanos
                  FROM reconciliation_provider p
                  JOIN run r ON r.id = p.run_id AND p.problem IS NULL
                  LEFT JOIN invoiced i ON i.provider = p.provider
                 GROUP BY p.provider),
            billed AS (
                SELECT a.provider, sum(a.rows) AS lines,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'USAGE'), 0) AS nanos,
                       coalesce(sum(a.returned_nanos) FILTER (WHERE a.kind = 'CREDIT'), 0) AS returned,
                       coalesce(sum(a.prepaid_nanos) FILTER (WHERE a.kind = 'USAGE'), 0) AS prepaid,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'UNUSED'), 0) AS unused,
                       coalesce(sum(a.usd_nanos - a.prepaid_nanos), 0) AS total,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'TAX'), 0) AS tax,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'CREDIT'), 0) AS credit,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'ADJUSTMENT'), 0) AS adjustment,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'ROUNDING'), 0) AS rounding,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'PURCHASE'), 0) AS purchase,
                       coalesce(sum(a.usd_nanos) FILTER (WHERE a.kind = 'IGNORED'), 0) AS ignored
                  FROM reconciliation_accounted a JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                 GROUP BY a.provider),
            agreed AS (
                SELECT provider, sum(records) AS records, sum(nanos) AS nanos, sum(billed) AS billed FROM (
                    SELECT m.provider, m.records, m.recorded_nanos AS nanos, m.billed_nanos AS billed
                      FROM reconciliation_matched m JOIN run r ON r.id = m.run_id AND m.day >= r.from_day AND m.day < r.to_day
                    UNION ALL
                    -- Requests that agree on a second look, or but for what was billed twice or in another month.
                    SELECT f.provider, max(f.records), max(f.recorded_nanos),
                           min(f.billed_nanos - CASE WHEN f.cause = 'DUPLICATE' THEN f.variance_nanos ELSE 0 END)
                      FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                     WHERE f.request_id IS NOT NULL AND f.recorded_nanos IS NOT NULL
                     GROUP BY f.provider, f.key HAVING bool_and(f.cause IN ('MATCHED', 'DUPLICATE', 'LATE_USAGE'))
                    UNION ALL
                    -- Sums that agree.
                    SELECT f.provider, f.records, coalesce(f.recorded_nanos, f.billed_nanos), f.billed_nanos
                      FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                     WHERE f.cause = 'MATCHED' AND f.request_id IS NULL AND f.starts_at IS NOT NULL
                    UNION ALL
                    -- Sums that agree but for what is billed besides.
                    SELECT f.provider, 0, 0, min(f.billed_nanos) - sum(f.variance_nanos)
                      FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                     WHERE f.request_id IS NULL AND f.starts_at IS NOT NULL AND f.is_break
                     GROUP BY f.provider, f.service, f.engine, f.measure, f.starts_at
                    HAVING bool_and(f.cause IN ('DUPLICATE', 'FAILED_BUT_BILLED', 'LATE_BUT_BILLED'))
                    ) parts GROUP BY provider),
            -- What was paid ahead for a time that is over.
            bought AS (
                SELECT a.provider, l.day, l.last_day, sum(l.cost_nanos) AS nanos
                  FROM reconciliation_accounted a
                  JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                  JOIN invoice_line l ON l.provider = a.provider AND l.day = a.day AND l.kind = 'PURCHASE' AND l.currency = a.currency
                       AND coalesce(l.invoice_id, '') = a.invoice_id AND l.last_day < r.to_day
                  JOIN reconciliation_source s ON s.run_id = r.id AND s.import_id = l.import_id
                 WHERE a.kind = 'PURCHASE' AND a.currency = 'USD' GROUP BY a.provider, l.day, l.last_day),
            taken AS (
                SELECT a.provider, sum(a.prepaid_nanos) AS nanos
                  FROM reconciliation_accounted a JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                 WHERE a.kind = 'USAGE' AND a.currency = 'USD' AND a.prepaid_nanos <> 0
                   AND EXISTS (SELECT FROM bought b WHERE b.provider = a.provider AND a.day BETWEEN b.day AND b.last_day)
                 GROUP BY a.provider),
            left_over AS (
                SELECT t.provider, sum(b.nanos) - t.nanos AS nanos
                  FROM taken t JOIN bought b ON b.provider = t.provider
                 WHERE EXISTS (SELECT FROM reconciliation_accounted a, run r
                                WHERE a.run_id = r.id AND a.provider = t.provider AND a.kind = 'USAGE' AND a.prepaid_nanos <> 0
                                  AND a.day BETWEEN b.day AND b.last_day)
                 GROUP BY t.provider, t.nanos),
            wrong AS (
                SELECT f.provider, count(*) AS breaks, sum(f.variance_nanos) FILTER (WHERE f.currency = 'USD') AS variance,
                       -sum(f.variance_nanos) FILTER (WHERE f.cause = 'RECORDED_NOT_BILLED') AS missing
                  FROM reconciliation_finding f JOIN run r ON r.id = f.run_id
                 WHERE f.is_break GROUP BY f.provider),
            undecided AS (
                SELECT f.provider, sum(f.records) AS lines,
                       coalesce(sum(f.billed_nanos) FILTER (WHERE f.currency = 'USD'), 0) AS billed,
                       coalesce(sum(f.billed_nanos) FILTER (WHERE f.currency = 'USD' AND f.starts_at >= day_start(r.from_day, p.zone)), 0)
                           AS billed_within
                  FROM reconciliation_finding f
                  JOIN run r ON r.id = f.run_id
                  JOIN reconciliation_provider p ON p.run_id = f.run_id AND p.provider = f.provider
                 WHERE f.cause = 'NOT_YET_COMPARABLE' GROUP BY f.provider)
            SELECT u.provider, u.records, u.nanos, u.of_gateways, u.gateway_nanos, u.awaiting, u.awaiting_nanos, coalesce(b.lines, 0) AS lines,
                   coalesce(b.nanos + b.returned, 0) AS billed, coalesce(b.prepaid, 0) AS prepaid, coalesce(b.total, 0) AS total,
                   greatest(coalesce(v.nanos, 0), coalesce(b.unused, 0)) AS unused,
                   coalesce(b.tax, 0) AS tax, coalesce(b.credit, 0) AS credit, coalesce(b.adjustment, 0) AS adjustment,
                   coalesce(b.rounding, 0) AS rounding, coalesce(b.purchase, 0) AS purchase, coalesce(b.ignored, 0) AS ignored,
                   coalesce(w.breaks, 0) AS breaks,
                   coalesce(w.variance, 0) AS variance,
                   u.undecided, u.undecided_nanos, coalesce(n.lines, 0) AS undecided_lines, coalesce(n.billed, 0) AS undecided_billed,
                   least(coalesce(a.records, 0), u.records) AS matched,
                   -- A request may be billed in the window and recorded before it.
                   least(coalesce(a.nanos, 0), u.nanos) AS matched_nanos, coalesce(a.billed, 0) AS matched_billed,
                   -- Without what is not yet comparable.
                   coalesce(b.nanos, 0) - coalesce(n.billed_within, 0) + coalesce(w.missing, 0) AS comparable
              FROM usage u
              LEFT JOIN billed b ON b.provider = u.provider
              LEFT JOIN agreed a ON a.provider = u.provider
              LEFT JOIN wrong w ON w.provider = u.provider
              LEFT JOIN left_over v ON v.provider = u.provider
              LEFT JOIN undecided n ON n.provider = u.provider
             ORDER BY u.provider""";

    static final String UNDECIDED = """
            SELECT * FROM reconciliation_finding WHERE run_id = ? AND cause = 'NOT_YET_COMPARABLE'
             ORDER BY provider, abs(billed_nanos) DESC, key LIMIT ?""";

    static final String CAUSES = """
            SELECT cause, count(*) AS count, coalesce(sum(recorded_nanos), 0) AS recorded,
                   coalesce(sum(billed_nanos) FILTER (WHERE currency = 'USD'), 0) AS billed,
                   coalesce(sum(variance_nanos) FILTER (WHERE currency = 'USD'), 0) AS variance
              FROM reconciliation_finding WHERE run_id = ? AND is_break GROUP BY cause ORDER BY cause""";

    /** Whole invoices, of which some charge is in the window. */
    static final String INVOICES = """
            WITH run AS (SELECT * FROM reconciliation_run WHERE id = ?),
            part AS (
                SELECT DISTINCT a.provider, a.invoice_id, s.import_id
                  FROM reconciliation_accounted a
                  JOIN run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
                  JOIN reconciliation_source s ON s.run_id = r.id
                  JOIN invoice_scope c ON c.import_id = s.import_id AND c.invoice_id = a.invoice_id
                 WHERE a.invoice_id <> ''
                   AND NOT EXISTS (SELECT FROM reconciliation_provider f
                                    WHERE f.run_id = a.run_id AND f.provider = a.provider AND f.problem IS NOT NULL))
            SELECT p.provider, p.invoice_id, l.currency, count(*) AS lines,
                   coalesce(sum(l.cost_nanos) FILTER (WHERE NOT l.prepaid), 0) AS total,
                   coalesce(sum(l.cost_nanos) FILTER (WHERE l.kind = 'USAGE' AND NOT l.prepaid), 0) AS usage,
                   coalesce(sum(l.cost_nanos) FILTER (WHERE l.kind = 'PURCHASE'), 0) AS purchase,
                   coalesce(sum(l.cost_nanos) FILTER (WHERE l.kind = 'CREDIT' AND NOT l.prepaid), 0) AS credit,
                   coalesce(sum(l.cost_nanos) FILTER (WHERE l.kind = 'TAX'), 0) AS tax
              FROM part p JOIN invoice_line l ON l.import_id = p.import_id AND l.provider = p.provider AND l.invoice_id = p.invoice_id
             GROUP BY p.provider, p.invoice_id, l.currency ORDER BY p.provider, abs(sum(l.cost_nanos)) DESC, p.invoice_id LIMIT ?""";

    static final String WITHIN_TOLERANCE = """
            SELECT * FROM reconciliation_finding
             WHERE run_id = ? AND request_id IS NULL AND starts_at IS NULL AND cause IN ('MATCHED', 'ROUNDING') ORDER BY provider, key""";

    static final String AGES = """
            WITH age AS (
                SELECT r.started_at::date - b.first_seen_at::date AS days, b.variance_nanos, b.currency, b.provider
                  FROM reconciliation_run r, reconciliation_break b
                 WHERE r.id = ? AND b.state IN ('OPEN', 'DISPUTED') AND (r.provider IS NULL OR b.provider = r.provider))
            SELECT s.days, count(a.days) AS count, coalesce(sum(billed_variance(a.provider, a.currency, a.variance_nanos)), 0) AS variance
              FROM (VALUES (1, '0-7', -1000000, 7), (2, '8-30', 8, 30), (3, '31-90', 31, 90), (4, 'over 90', 91, 1000000))
                   AS s (place, days, first, last)
              LEFT JOIN age a ON a.days BETWEEN s.first AND s.last
             GROUP BY s.place, s.days ORDER BY s.place""";

    static final String STATES = """
            SELECT b.state, count(*) AS count, coalesce(sum(billed_variance(b.provider, b.currency, b.variance_nanos)), 0) AS variance
              FROM reconciliation_run r, reconciliation_break b
             WHERE r.id = ? AND (r.provider IS NULL OR b.provider = r.provider) AND (b.state <> 'RESOLVED' OR b.resolved_by_run = r.id)
             GROUP BY b.state ORDER BY b.state""";

    static final String FOREIGN = """
            SELECT a.provider, a.currency, month_of(a.day) AS month, sum(a.rows) AS lines, sum(a.nanos) AS nanos, x.usd_per_unit,
                   sum(a.usd_nanos) AS usd_nanos
              FROM reconciliation_accounted a
              JOIN reconciliation_run r ON r.id = a.run_id AND a.day >= r.from_day AND a.day < r.to_day
              LEFT JOIN reconciliation_rate x ON x.run_id = a.run_id AND x.provider = a.provider AND x.currency = a.currency
                   AND x.month = month_of(a.day)
             WHERE r.id = ? AND a.currency <> 'USD'
               AND NOT EXISTS (SELECT FROM reconciliation_provider p
                                WHERE p.run_id = a.run_id AND p.provider = a.provider AND p.problem IS NOT NULL)
             GROUP BY a.provider, a.currency, month_of(a.day), x.usd_per_unit ORDER BY a.provider, a.currency, month_of(a.day)""";

    static final String IGNORED = """
            SELECT g.provider, g.what, g.name, g.reason, coalesce(s.currency, 'USD') AS currency, coalesce(sum(s.rows), 0) AS lines,
                   coalesce(sum(s.nanos), 0) AS nanos
              FROM reconciliation_run r
              JOIN reconciliation_ignored g ON g.run_id = r.id
              LEFT JOIN reconciliation_ignored_sum s ON s.run_id = r.id AND s.provider = g.provider AND s.what = g.what AND s.name = g.name
                   AND s.day >= r.from_day AND s.day < r.to_day
             WHERE r.id = ?
               AND NOT EXISTS (SELECT FROM reconciliation_provider p
                                WHERE p.run_id = r.id AND p.provider = g.provider AND p.problem IS NOT NULL)
             GROUP BY g.provider, g.what, g.name, g.reason, coalesce(s.currency, 'USD')
             ORDER BY g.provider, g.what, g.name, currency""";

    static final String EARLIER = """
            SELECT e.id, e.ended_at, e.report FROM reconciliation_run e, reconciliation_run r
             WHERE r.id = ? AND e.id < r.id AND e.report IS NOT NULL AND e.provider IS NOT DISTINCT FROM r.provider
             ORDER BY e.id DESC LIMIT ?""";

    static final String SKIPPED =
            "SELECT provider, day, problem FROM reconciliation_slice WHERE run_id = ? AND problem IS NOT NULL ORDER BY provider, day";

    static final String FAILURES =
            "SELECT provider, problem FROM reconciliation_provider WHERE run_id = ? AND problem IS NOT NULL ORDER BY provider";

    static final String UNATTRIBUTED = """
            SELECT count(u.work_id) AS records, coalesce(sum(u.charged_units), 0) AS charged
              FROM reconciliation_run r
              LEFT JOIN usage_record u ON u.provider IS NULL AND u.day >= r.from_day AND u.day < r.to_day AND u.outcome = 'SUCCEEDED'
             WHERE r.id = ?""";

    private ReportQueries() {}
}
