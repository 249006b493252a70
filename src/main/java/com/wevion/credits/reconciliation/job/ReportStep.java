package com.wevion.credits.reconciliation.job;

import com.wevion.credits.audit.books.LedgerAudit;
import com.wevion.credits.reconciliation.BatchRepository;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.report.Reports;
import com.wevion.credits.usage.Margins;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Step 6: opens and closes breaks, writes the report and so completes the run. */
@Dependent
@Named
class ReportStep extends AbstractBatchlet {
    @Inject
    RunContext context;

    @Inject
    LedgerAudit audit;

    @Inject
    Margins margins;

    @Inject
    StepProgress progress;

    @Inject
    Reports reports;

    @Inject
    Matching matching;

    @Inject
    SmallDifferenceSums smallDifferences;

    @Inject
    ProviderWork work;

    @Inject
    Runs runs;

    @Inject
    Pulse pulse;

    @Inject
    BatchRepository repository;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.kept")
    int kept;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.batch.days")
    int batchDays;

    @Override
    public String process() {
        Run run = context.run();
        return pulse.during(run.id(), () -> {
            progress.begin(run.id(), Step.REPORT, 1);
            matching.providers(run.id()).forEach(provider -> addSmallDifferences(run, provider));
            reports.complete(
                    run,
                    margins.perDay(run.window().from(), run.window().to()),
                    audit.of(run.id()).orElseThrow());
            runs.forget(kept);
            repository.forget(clock.instant().minus(batchDays, ChronoUnit.DAYS));
            return "REPORTED";
        });
    }

    private void addSmallDifferences(Run run, String provider) {
        work.open(run.id(), provider);
        work.attempt(run.id(), provider, () -> {
            smallDifferences.find(run, provider);
            return provider;
        });
    }
}
