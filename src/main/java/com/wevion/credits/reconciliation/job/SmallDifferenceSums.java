package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.rules.Finding;
import com.wevion.credits.reconciliation.rules.SmallDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Adds up the requests of a run that agree, once all of them are compared. Thread-safe. */
public class SmallDifferenceSums {
    private static final String SUMS = """
            SELECT a.service, a.engine, a.measure, a.sku, max(a.day) AS day, sum(a.records)::bigint AS records,
                   sum(a.recorded_nanos)::bigint AS recorded_nanos, sum(a.billed_nanos)::bigint AS billed_nanos,
                   sum(a.allowance_nanos)::bigint AS allowance_nanos
              FROM (SELECT m.day, m.service, m.engine, m.measure, m.sku, m.records, m.recorded_nanos, m.billed_nanos, m.allowance_nanos
                      FROM reconciliation_matched m
                      JOIN reconciliation_run r ON r.id = m.run_id AND m.day >= r.from_day AND m.day < r.to_day
                     WHERE m.run_id = ? AND m.provider = ?
                    UNION ALL
                    SELECT f.day, f.service, f.engine, f.measure, coalesce(f.sku, ''), f.records, coalesce(f.recorded_nanos, f.billed_nanos),
                           f.billed_nanos, q.allowance_nanos
                      FROM reconciliation_finding f
                      JOIN reconciliation_request q ON q.run_id = f.run_id AND q.provider = f.provider AND q.request_id = f.request_id
                           AND q.measure = f.measure
                     WHERE f.run_id = ? AND f.provider = ? AND f.cause = 'MATCHED') a
             GROUP BY a.service, a.engine, a.measure, a.sku ORDER BY a.service, a.engine, a.measure, a.sku""";

    private final DataSource dataSource;
    private final Findings findings;

    public SmallDifferenceSums(DataSource dataSource, Findings findings) {
        this.dataSource = dataSource;
        this.findings = findings;
    }

    /** Writes what those of a provider differ by; done again, nothing changes. */
    public void find(Run run, String provider) {
        List<Finding> found = new ArrayList<>();
        sums(run.id(), provider)
                .forEach(sum -> found.addAll(sum.ofRequests(run.terms().of(provider), run.window())));
        findings.write(run.id(), provider, found);
    }

    private List<SmallDifferences> sums(UUID runId, String provider) {
        return Sql.on(dataSource).list(SUMS, ComparisonRows::smallDifferences, runId, provider, runId, provider);
    }
}
