package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.rules.Finding;
import com.wevion.credits.reconciliation.rules.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The findings of runs; written again, a finding is there once. Thread-safe. */
public class Findings {
    /** A finding as a row, with the names of its columns. */
    private record Row(
            String cause,
            String key,
            Instant startsAt,
            Instant endsAt,
            String day,
            String service,
            String engine,
            String measure,
            String sku,
            String requestId,
            String invoiceId,
            String currency,
            BigDecimal recordedQuantity,
            BigDecimal billedQuantity,
            Long recordedNanos,
            Long billedNanos,
            long varianceNanos,
            long records) {

        static Row of(Finding finding) {
            Subject subject = finding.subject();
            return new Row(
                    finding.cause().name(),
                    finding.key(),
                    finding.span() == null ? null : finding.span().from(),
                    finding.span() == null ? null : finding.span().to(),
                    finding.day().toString(),
                    subject.service(),
                    subject.engine(),
                    subject.measure(),
                    subject.sku(),
                    subject.requestId(),
                    subject.invoiceId(),
                    finding.currency(),
                    finding.recorded().quantity(),
                    finding.billed().quantity(),
                    finding.recorded().nanos(),
                    finding.billed().nanos(),
                    finding.varianceNanos(),
                    finding.records());
        }
    }

    private static final String INSERT = """
            INSERT INTO reconciliation_finding (run_id, provider, cause, key, starts_at, ends_at, day, service, engine, measure, sku, request_id, invoice_id,
                currency, recorded_quantity, billed_quantity, recorded_nanos, billed_nanos, variance_nanos, records)
            SELECT ?, ?, cause, key, "startsAt", "endsAt", day, service, engine, measure, sku, "requestId", "invoiceId", currency, "recordedQuantity",
                   "billedQuantity", "recordedNanos", "billedNanos", "varianceNanos", records
              FROM json_to_recordset(?::json) AS f (cause text, key text, "startsAt" timestamptz, "endsAt" timestamptz, day date, service text, engine text, measure text, sku text,
                   "requestId" text, "invoiceId" text, currency text, "recordedQuantity" numeric, "billedQuantity" numeric,
                   "recordedNanos" bigint, "billedNanos" bigint, "varianceNanos" bigint, records bigint)
            ON CONFLICT DO NOTHING""";

    private final DataSource dataSource;

    public Findings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Writes what a run found about a provider. */
    public void write(UUID runId, String provider, List<Finding> findings) {
        if (!findings.isEmpty()) {
            Sql.on(dataSource)
                    .update(
                            INSERT,
                            runId,
                            provider,
                            Json.write(findings.stream().map(Row::of).toList()));
        }
    }
}
