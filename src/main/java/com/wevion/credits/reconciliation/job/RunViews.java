package com.wevion.credits.reconciliation.job;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.RunActions;
import com.wevion.credits.reconciliation.RunView;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.report.ReportSums;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Shows runs. Thread-safe. */
class RunViews {
    private record Sums(long breaks, BigDecimal varianceNanos) {}

    private final DataSource dataSource;
    private final StepProgress progress;
    private final RunActions actions;
    private final ProviderWork work;

    RunViews(DataSource dataSource, StepProgress progress, RunActions actions, ProviderWork work) {
        this.dataSource = dataSource;
        this.progress = progress;
        this.actions = actions;
        this.work = work;
    }

    /** A run as callers see it. */
    RunView view(Run run) {
        Sums sums = Sql.on(dataSource)
                .first("""
                        SELECT count(*) AS breaks, coalesce(sum(billed_variance(provider, currency, variance_nanos)), 0) AS variance
                          FROM reconciliation_finding WHERE run_id = ? AND is_break""", row -> new Sums(row.getLong("breaks"), row.getBigDecimal("variance")), run.id())
                .orElseThrow();
        return new RunView(
                run.id(),
                run.trigger(),
                run.provider(),
                run.window().from(),
                run.window().to(),
                run.status(),
                run.problem(),
                run.startedAt(),
                run.endedAt(),
                progress.of(run.id()),
                work.failures(run.id()),
                actions.of(run.id()),
                sums.breaks(),
                ReportSums.usd(sums.varianceNanos()),
                Unit.USD.code());
    }

    /** A page of them, the newest first. */
    Page<RunView> page(int limit, String cursor) {
        UUID before = Paging.beforeId(cursor);
        List<Run> rows = Sql.on(dataSource)
                .list(
                        "SELECT * FROM reconciliation_run WHERE id < ? ORDER BY id DESC LIMIT ?",
                        Run::read,
                        before,
                        limit + 1);
        Page<Run> page = Paging.byId(rows, limit, Run::id);
        return new Page<>(page.items().stream().map(this::view).toList(), page.nextCursor());
    }
}
