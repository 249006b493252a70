package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.PatientLocks;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Compares what is staged, day by day, by the functions of {@code sql/R__reconciliation_functions.sql}. Done again, what is done stays as it
 * is. Thread-safe.
 */
public class Matching {
    private static final String BAD_DATA = "22";

    private final DataSource dataSource;
    private final int daysAround;

    /**
     * Works on a database.
     *
     * @param daysAround the days around the window in which charges and records of a neighbouring day are searched
     */
    public Matching(DataSource dataSource, int daysAround) {
        this.dataSource = dataSource;
        this.daysAround = daysAround;
    }

    /** The providers of a run, in order. */
    public List<String> providers(UUID runId) {
        return providers(Sql.on(dataSource), runId);
    }

    static List<String> providers(Sql sql, UUID runId) {
        return sql.list(
                "SELECT provider FROM reconciliation_provider WHERE run_id = ? ORDER BY provider",
                row -> row.getString("provider"),
                runId);
    }

    /** The days of a provider after a day, in order. */
    public List<LocalDate> days(UUID runId, String provider, LocalDate after) {
        return Sql.on(dataSource)
                .list(
                        "SELECT day FROM reconciliation_slice WHERE run_id = ? AND provider = ? AND day > ? ORDER BY day",
                        row -> row.getObject("day", LocalDate.class),
                        runId,
                        provider,
                        after);
    }

    /**
     * Compares a day, once.
     *
     * @throws SliceSkipped if what is in it cannot be computed with
     */
    public void match(UUID runId, Slice slice, ComparisonTerms terms) {
        try {
            Sql.on(dataSource).together(sql -> matchOnce(sql, runId, slice, terms));
        } catch (DatabaseFailure e) {
            if (e.sqlState().startsWith(BAD_DATA)) {
                throw skipped(runId, slice, OneLine.of(e.getMessage()));
            }
            throw e;
        }
    }

    private boolean matchOnce(Sql sql, UUID runId, Slice slice, ComparisonTerms terms) {
        PatientLocks.on(sql);
        boolean open = sql.first(
                        "SELECT done FROM reconciliation_slice WHERE run_id = ? AND provider = ? AND day = ? FOR UPDATE",
                        row -> !row.getBoolean("done"),
                        runId,
                        slice.provider(),
                        slice.day())
                .orElseThrow();
        if (open) {
            sql.first(
                    "SELECT match_slice(?, ?, ?, ?, ?::float8)",
                    row -> true,
                    runId,
                    slice.provider(),
                    slice.day(),
                    daysAround,
                    terms.share());
        }
        return open;
    }

    private SliceSkipped skipped(UUID runId, Slice slice, String reason) {
        Sql.on(dataSource)
                .update(
                        "UPDATE reconciliation_slice SET done = true, problem = ? WHERE run_id = ? AND provider = ? AND day = ?",
                        reason,
                        runId,
                        slice.provider(),
                        slice.day());
        return new SliceSkipped(slice, reason);
    }
}
