package com.wevion.credits.reconciliation.report;

import com.wevion.credits.platform.database.Sql;
import java.math.BigDecimal;
import java.util.UUID;

/** The way from the open breaks of the report before to those of this one: opening + opened − closed = open. */
final class OpenBreaksRoll {
    /** Marks what it counts, so that the next report begins where this one ends, whoever changes breaks meanwhile. */
    private static final String COUNT = """
            WITH found AS (
                SELECT b.id, b.reported AS was, b.reported_nanos AS was_nanos, b.state IN ('OPEN', 'DISPUTED') AS is_open,
                       CASE WHEN b.state IN ('OPEN', 'DISPUTED') THEN billed_variance(b.provider, b.currency, b.variance_nanos) ELSE 0 END AS is_nanos
                  FROM reconciliation_break b
                 WHERE (b.reported OR b.state IN ('OPEN', 'DISPUTED'))
                   AND b.provider = coalesce((SELECT provider FROM reconciliation_run WHERE id = ?), b.provider)
                   FOR UPDATE),
            marked AS (
                UPDATE reconciliation_break b SET reported = f.is_open, reported_nanos = f.is_nanos
                  FROM found f
                 WHERE b.id = f.id AND (f.was, f.was_nanos) IS DISTINCT FROM (f.is_open, f.is_nanos))
            SELECT count(*) FILTER (WHERE was) AS opening, coalesce(sum(was_nanos), 0) AS opening_nanos,
                   count(*) FILTER (WHERE is_open AND NOT was) AS opened,
                   coalesce(sum(is_nanos) FILTER (WHERE is_open AND NOT was), 0) AS opened_nanos,
                   count(*) FILTER (WHERE was AND NOT is_open) AS closed,
                   coalesce(sum(was_nanos) FILTER (WHERE was AND NOT is_open), 0) AS closed_nanos,
                   coalesce(sum(is_nanos - was_nanos) FILTER (WHERE was AND is_open), 0) AS changed_nanos,
                   count(*) FILTER (WHERE is_open) AS open, coalesce(sum(is_nanos), 0) AS open_nanos
              FROM found""";

    private OpenBreaksRoll() {}

    /** Counts once for a report, in its transaction, after the breaks are settled. */
    static Report.OpenBreaks count(Sql sql, UUID runId) {
        return sql.first(
                        COUNT,
                        row -> new Report.OpenBreaks(
                                sum(row.getLong("opening"), row.getBigDecimal("opening_nanos")),
                                sum(row.getLong("opened"), row.getBigDecimal("opened_nanos")),
                                sum(row.getLong("closed"), row.getBigDecimal("closed_nanos")),
                                ReportSums.usd(row.getBigDecimal("changed_nanos")),
                                sum(row.getLong("open"), row.getBigDecimal("open_nanos"))),
                        runId)
                .orElseThrow();
    }

    private static Report.BreakSum sum(long count, BigDecimal nanos) {
        return new Report.BreakSum(count, ReportSums.usd(nanos));
    }
}
