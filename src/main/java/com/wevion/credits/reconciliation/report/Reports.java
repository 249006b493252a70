package com.wevion.credits.reconciliation.report;

import com.wevion.credits.audit.books.AuditResult;
import com.wevion.credits.invoice.fetch.NotFetched;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.reconciliation.PatientLocks;
import com.wevion.credits.reconciliation.ProviderFailure;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.RunStatus;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.breaks.Breaks;
import com.wevion.credits.usage.DayMargin;
import com.wevion.credits.usage.Earned;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Ends runs: records the breaks and writes the report, in one transaction. Thread-safe. */
public class Reports {
    private final DataSource dataSource;
    private final Runs runs;
    private final Breaks breaks;
    private final int maxPrevious;
    private final int maxInvoices;
    private final int maxUndecided;
    private final Function<Run, List<NotFetched>> notFetched;

    /**
     * Keeps reports with their runs.
     *
     * @param maxPrevious the number of earlier runs that a report compares with
     * @param maxInvoices the number of invoices whose totals it has, those over more first
     * @param maxUndecided the number of charges not yet comparable that a report lists
     * @param notFetched the days of a run whose costs did not come from their providers
     */
    public Reports(
            DataSource dataSource,
            Runs runs,
            Breaks breaks,
            int maxPrevious,
            int maxInvoices,
            int maxUndecided,
            Function<Run, List<NotFetched>> notFetched) {
        this.dataSource = dataSource;
        this.runs = runs;
        this.breaks = breaks;
        this.maxPrevious = maxPrevious;
        this.maxInvoices = maxInvoices;
        this.maxUndecided = maxUndecided;
        this.notFetched = notFetched;
    }

    /**
     * Completes a run; done again, nothing changes. Nothing is settled of a run that is to stop: a restart writes its report. Who asks for a
     * stop while the report is being written comes too late.
     *
     * @param margins of the window, by day and engine
     */
    public void complete(Run run, List<DayMargin> margins, AuditResult audit) {
        Sql.on(dataSource).together(sql -> {
            PatientLocks.on(sql);
            boolean running = sql.first(
                            "SELECT status FROM reconciliation_run WHERE id = ? FOR UPDATE",
                            row -> RunStatus.valueOf(row.getString("status")) == RunStatus.RUNNING,
                            run.id())
                    .orElseThrow();
            if (running) {
                breaks.settle(sql, run.id());
                Report report = report(new ReportSums(sql, run.id()), run, margins, audit);
                runs.complete(sql, run.id(), RunStatus.valueOf(report.status()), Json.write(report));
            }
            return running;
        });
    }

    private Report report(ReportSums sums, Run run, List<DayMargin> margins, AuditResult audit) {
        sums.completeRecorded();
        List<ProviderFailure> failures = sums.failures();
        return new Report(
                run.id(),
                run.trigger(),
                run.provider(),
                run.window().from(),
                run.window().to(),
                (failures.isEmpty() ? RunStatus.COMPLETED : RunStatus.COMPLETED_WITH_FAILURES).name(),
                run.startedAt(),
                run.catalogVersion(),
                "USD",
                sums.providers(),
                sums.foreign(),
                sums.ignored(),
                sums.invoices(maxInvoices),
                sums.undecided(maxUndecided),
                sums.causes(),
                sums.withinTolerance(),
                sums.ages(),
                sums.states(),
                sums.openBreaks(),
                byEngine(margins),
                byDay(margins),
                sums.unattributed(),
                audit(audit),
                sums.money(),
                sums.previous(maxPrevious),
                sums.skipped(),
                failures,
                notFetched.apply(run));
    }

    private static List<Report.EngineMargin> byEngine(List<DayMargin> margins) {
        return grouped(
                        margins,
                        day -> day.margin().service() + "|" + day.margin().engine())
                .values()
                .stream()
                .map(days -> {
                    Earned earned = together(days);
                    return new Report.EngineMargin(
                            days.get(0).margin().service().name(),
                            days.get(0).margin().engine(),
                            earned.records(),
                            ReportSums.plain(earned.charged()),
                            ReportSums.plain(earned.chargedUncosted()),
                            ReportSums.plain(earned.cost()),
                            earned.margin().map(ReportSums::plain).orElse(null),
                            earned.percent().map(BigDecimal::toPlainString).orElse(null),
                            earned.belowCost(),
                            earned.uncosted());
                })
                .toList();
    }

    private static List<Report.Daily> byDay(List<DayMargin> margins) {
        return grouped(margins, DayMargin::day).entrySet().stream()
                .map(day -> {
                    Earned earned = together(day.getValue());
                    return new Report.Daily(
                            day.getKey(),
                            ReportSums.plain(earned.charged()),
                            ReportSums.plain(earned.chargedUncosted()),
                            ReportSums.plain(earned.cost()),
                            earned.margin().map(ReportSums::plain).orElse(null));
                })
                .toList();
    }

    private static <K> Map<K, List<DayMargin>> grouped(List<DayMargin> margins, Function<DayMargin, K> by) {
        return margins.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private static Earned together(List<DayMargin> days) {
        return days.stream().map(day -> day.margin().earned()).reduce(Earned.NOTHING, Earned::plus);
    }

    private static Report.Audit audit(AuditResult audit) {
        return new Report.Audit(
                audit.violations().stream()
                        .map(violation -> new Report.AuditViolation(violation.check(), violation.detail()))
                        .toList(),
                audit.entries(),
                audit.accounts(),
                audit.payments(),
                audit.notCompared());
    }

    /**
     * The report of a run.
     *
     * @throws NotFound if there is no such run, or it has none yet
     */
    public Report of(UUID runId) {
        return Sql.on(dataSource)
                .first(
                        "SELECT report FROM reconciliation_run WHERE id = ? AND report IS NOT NULL",
                        row -> Json.stored(row.getString("report"), Report.class),
                        runId)
                .orElseThrow(() -> new NotFound("report"));
    }
}
