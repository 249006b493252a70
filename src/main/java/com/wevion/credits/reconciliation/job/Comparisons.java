package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.PatientLocks;
import com.wevion.credits.reconciliation.rules.Comparison;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Coverage;
import com.wevion.credits.reconciliation.rules.Group;
import com.wevion.credits.reconciliation.rules.Request;
import com.wevion.credits.reconciliation.rules.Total;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** The comparisons that the match step left to be examined, provider by provider. Thread-safe. */
public class Comparisons {
    private record GroupRow(String service, String engine, String measure, Total total) {
        static GroupRow read(ResultSet row) throws SQLException {
            return new GroupRow(
                    row.getString("service"),
                    row.getString("engine"),
                    row.getString("measure"),
                    ComparisonRows.total(row));
        }
    }

    /** The distance in days from its tax up to which the usage of an invoice is searched. */
    private static final int DAYS_OF_AN_INVOICE = 62;

    /** All usage of an invoice counts, also before the days of the run. */
    private static final String TAXES = """
            WITH tax AS (
                SELECT invoice_id, currency, min(day) AS day, sum(rows) AS lines, sum(usd_nanos)::bigint AS nanos
                  FROM reconciliation_accounted WHERE run_id = ? AND provider = ? AND kind = 'TAX' AND usd_nanos IS NOT NULL
                 GROUP BY invoice_id, currency)
            SELECT t.*, coalesce(round(CASE WHEN t.currency = 'USD' THEN u.nanos ELSE u.nanos * x.usd_per_unit END), 0)::bigint AS usage_nanos
              FROM tax t
              LEFT JOIN reconciliation_rate x ON x.run_id = ? AND x.provider = ? AND x.currency = t.currency AND x.month = month_of(t.day)
              LEFT JOIN LATERAL (
                  SELECT sum(l.cost_nanos) AS nanos
                    FROM invoice_line l
                    JOIN reconciliation_source s ON s.run_id = ? AND s.import_id = l.import_id
                   WHERE l.provider = ? AND l.day BETWEEN t.day - ? AND t.day + ? AND l.kind = 'USAGE'
                     AND coalesce(l.invoice_id, '') = t.invoice_id AND l.currency = t.currency
                     AND NOT EXISTS (SELECT FROM reconciliation_ignored g WHERE g.run_id = s.run_id AND g.provider = l.provider
                           AND g.name = CASE g.what WHEN 'SKU' THEN upper(l.sku) ELSE upper(l.account) END)) u ON true
             ORDER BY t.invoice_id, t.currency""";

    private record GroupKey(String service, String engine, String measure) {}

    private final DataSource dataSource;
    private final int lateDays;

    /** @param lateDays the days after the work within which its charge is searched */
    public Comparisons(DataSource dataSource, int lateDays) {
        this.dataSource = dataSource;
        this.lateDays = lateDays;
    }

    /** Puts the days of each request together, once. */
    public void prepare(UUID runId, String provider) {
        Sql.on(dataSource).together(sql -> {
            PatientLocks.on(sql);
            boolean merged = sql.first(
                            "SELECT merged FROM reconciliation_provider WHERE run_id = ? AND provider = ? FOR UPDATE",
                            row -> row.getBoolean("merged"),
                            runId,
                            provider)
                    .orElseThrow();
            if (!merged) {
                sql.first("SELECT merge_requests(?, ?, ?)", row -> true, runId, provider, lateDays);
            }
            return merged;
        });
    }

    /** About how many there are of a run, before they are prepared. */
    long expected(UUID runId) {
        return Sql.on(dataSource)
                .first("""
                        SELECT (SELECT count(DISTINCT (provider, request_id, measure)) FROM reconciliation_unmatched WHERE run_id = ?)
                             + (SELECT count(DISTINCT (provider, service, engine, measure)) FROM reconciliation_total WHERE run_id = ?)
                             + (SELECT count(DISTINCT (provider, invoice_id, currency)) FROM reconciliation_accounted
                                 WHERE run_id = ? AND (kind = 'TAX' OR usd_nanos IS NULL)) AS expected""", row -> row.getLong("expected"), runId, runId, runId)
                .orElseThrow();
    }

    /** The times that a provider's invoices are about. */
    public Coverage coverage(UUID runId, String provider, ComparisonTerms terms) {
        List<Coverage.Range> ranges = Sql.on(dataSource)
                .list(
                        "SELECT starts_at, ends_at FROM reconciliation_covered WHERE run_id = ? AND provider = ? ORDER BY starts_at",
                        row -> new Coverage.Range(Sql.instant(row, "starts_at"), Sql.instant(row, "ends_at")),
                        runId,
                        provider);
        return new Coverage(ranges, ZoneId.of(terms.zone()));
    }

    /** The next requests after one, in order. */
    public List<Request> requests(UUID runId, String provider, String afterRequest, String afterMeasure, int max) {
        return Sql.on(dataSource).list("""
                        SELECT * FROM reconciliation_request
                         WHERE run_id = ? AND provider = ? AND (request_id, measure) > (?, ?)
                         ORDER BY request_id, measure LIMIT ?""", ComparisonRows::request, runId, provider, afterRequest, afterMeasure, max);
    }

    /** Everything else of a provider, in order: groups, taxes, invoices in other currencies. Few, however much there is to compare. */
    public List<Comparison> others(UUID runId, String provider) {
        List<Comparison> others = new ArrayList<>(groups(runId, provider));
        others.addAll(Sql.on(dataSource)
                .list(
                        TAXES,
                        ComparisonRows::tax,
                        runId,
                        provider,
                        runId,
                        provider,
                        runId,
                        provider,
                        DAYS_OF_AN_INVOICE,
                        DAYS_OF_AN_INVOICE));
        others.addAll(Sql.on(dataSource)
                .list(
                        "SELECT * FROM foreign_invoices(?, ?, ?, ?)",
                        ComparisonRows::foreign,
                        runId,
                        provider,
                        DAYS_OF_AN_INVOICE,
                        lateDays));
        return others;
    }

    private List<Group> groups(UUID runId, String provider) {
        Map<GroupKey, List<Total>> groups = new LinkedHashMap<>();
        Sql.on(dataSource)
                .list("""
                        SELECT * FROM reconciliation_total WHERE run_id = ? AND provider = ?
                         ORDER BY service, engine, measure, starts_at, ends_at, side, label, estimated, sku""", GroupRow::read, runId, provider)
                .forEach(row -> groups.computeIfAbsent(
                                new GroupKey(row.service(), row.engine(), row.measure()), key -> new ArrayList<>())
                        .add(row.total()));
        return groups.entrySet().stream()
                .map(group -> new Group(
                        group.getKey().service(),
                        group.getKey().engine(),
                        group.getKey().measure(),
                        group.getValue()))
                .toList();
    }
}
