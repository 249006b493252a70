package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.database.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The progress of a run's steps. Thread-safe. */
public class StepProgress {
    private static final String STEPS = """
            SELECT s.step, s.status,
                   CASE s.step WHEN 'MATCH' THEN m.done ELSE s.rows_done END AS done,
                   CASE s.step WHEN 'MATCH' THEN m.expected ELSE s.rows_expected END AS expected
              FROM reconciliation_step s,
                   (SELECT coalesce(sum(usage_rows + line_rows), 0) AS expected,
                           coalesce(sum(usage_rows + line_rows) FILTER (WHERE done OR p.problem IS NOT NULL), 0) AS done
                      FROM reconciliation_slice LEFT JOIN reconciliation_provider p USING (run_id, provider) WHERE run_id = ?) m
             WHERE s.run_id = ?
             ORDER BY array_position(ARRAY['STAGE', 'MATCH', 'CLASSIFY', 'AUDIT', 'MONEY', 'REPORT'], s.step)""";

    private final DataSource dataSource;

    public StepProgress(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Says that a step begins, so that those before it are over; again after a restart, its count begins anew. */
    public void begin(UUID runId, Step step, long rowsExpected) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_step SET status = 'DONE' WHERE run_id = ? AND step = ANY (?)",
                        runId,
                        Arrays.stream(Step.values())
                                .filter(earlier -> earlier.compareTo(step) < 0)
                                .map(Step::name)
                                .toArray(String[]::new));
        Sql.on(dataSource).update("""
                        INSERT INTO reconciliation_step (run_id, step, status, rows_expected) VALUES (?, ?, 'RUNNING', ?)
                        ON CONFLICT (run_id, step) DO UPDATE
                           SET status = 'RUNNING', rows_expected = excluded.rows_expected, rows_done = 0
                         WHERE reconciliation_step.status <> 'DONE'""", runId, step.name(), rowsExpected);
    }

    /** Says that so many more rows of a step are done. */
    public void add(UUID runId, Step step, long rows) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_step SET rows_done = rows_done + ?, rows_expected = greatest(rows_expected, rows_done + ?)"
                                + " WHERE run_id = ? AND step = ?",
                        rows,
                        rows,
                        runId,
                        step.name());
    }

    /** Says how far a step is. */
    public void reached(UUID runId, Step step, long rows, long expected) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_step SET rows_done = ?, rows_expected = ? WHERE run_id = ? AND step = ?",
                        rows,
                        expected,
                        runId,
                        step.name());
    }

    /** All steps in order. */
    public List<RunView.StepView> of(UUID runId) {
        return Sql.on(dataSource)
                .list(
                        STEPS,
                        row -> new RunView.StepView(
                                Step.valueOf(row.getString("step")),
                                StepStatus.valueOf(row.getString("status")),
                                row.getLong("done"),
                                row.getLong("expected")),
                        runId,
                        runId);
    }
}
