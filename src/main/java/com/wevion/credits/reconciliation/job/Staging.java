package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.PatientLocks;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Fixes what a run compares: its files, providers and SKUs, and then the lines, days and rates of each provider. What fails for one of them
 * fails that provider. Done again, what is fixed stays as it is. Thread-safe.
 */
public class Staging {
    private final DataSource dataSource;
    private final ProviderWork work;
    private final StepProgress progress;
    private final int daysAround;
    private final int longestChargeDays;
    private final int closingDays;
    private final int lateDays;

    /**
     * Works on a database.
     *
     * @param daysAround the days around the window in which charges and records of a neighbouring day are searched
     * @param longestChargeDays the days before the window in which a charge may begin that reaches into it
     * @param closingDays the days after a billing period from which on a file of it is complete that does not name its invoice
     * @param lateDays the days after the work within which its charge is searched
     */
    public Staging(
            DataSource dataSource,
            ProviderWork work,
            StepProgress progress,
            int daysAround,
            int longestChargeDays,
            int closingDays,
            int lateDays) {
        this.dataSource = dataSource;
        this.work = work;
        this.progress = progress;
        this.daysAround = daysAround;
        this.longestChargeDays = longestChargeDays;
        this.closingDays = closingDays;
        this.lateDays = lateDays;
    }

    /** Fixes all of a run, one provider after the other. */
    public void stage(UUID runId) {
        progress.begin(runId, Step.STAGE, 1);
        List<String> providers = Sql.on(dataSource).together(sql -> providers(sql, runId));
        int done = 0;
        for (String provider : providers) {
            progress.reached(runId, Step.STAGE, done++, providers.size());
            work.open(runId, provider);
            work.attempt(runId, provider, () -> Sql.on(dataSource).together(sql -> stageOnce(sql, runId, provider)));
        }
        progress.reached(runId, Step.STAGE, done, providers.size());
    }

    private static List<String> providers(Sql sql, UUID runId) {
        PatientLocks.on(sql);
        sql.first("SELECT FROM reconciliation_step WHERE run_id = ? AND step = 'STAGE' FOR UPDATE", row -> true, runId);
        if (Matching.providers(sql, runId).isEmpty()) {
            sql.first("SELECT stage_run(?)", row -> true, runId);
        }
        return Matching.providers(sql, runId);
    }

    private boolean stageOnce(Sql sql, UUID runId, String provider) {
        PatientLocks.on(sql);
        boolean open = sql.first(
                        "SELECT staged FROM reconciliation_provider WHERE run_id = ? AND provider = ? FOR UPDATE",
                        row -> !row.getBoolean("staged"),
                        runId,
                        provider)
                .orElseThrow();
        if (open) {
            sql.first(
                    "SELECT stage_provider(?, ?, ?, ?, ?, ?)",
                    row -> true,
                    runId,
                    provider,
                    daysAround,
                    longestChargeDays,
                    closingDays,
                    lateDays);
        }
        return open;
    }
}
