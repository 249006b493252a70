package com.wevion.credits.reconciliation;

import com.wevion.credits.reconciliation.job.Comparisons;
import com.wevion.credits.reconciliation.job.Findings;
import com.wevion.credits.reconciliation.job.Matching;
import com.wevion.credits.reconciliation.job.ProviderWork;
import com.wevion.credits.reconciliation.job.Slice;
import com.wevion.credits.reconciliation.job.SmallDifferenceSums;
import com.wevion.credits.reconciliation.job.Staging;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The steps of the job up to the report, without a server; those who fail to be staged are left out of the others. */
final class JobSteps {
    private static final int ATTEMPTS = 2;
    private static final int DAYS_AROUND = 3;
    private static final int LONGEST_CHARGE_DAYS = 31;
    private static final int CLOSING_DAYS = 5;
    private static final int LATE_DAYS = 31;
    private static final LocalDate BEFORE_ALL = LocalDate.of(1, 1, 1);

    private final ProviderWork work;
    private final Staging staging;
    private final Matching matching;
    private final Comparisons comparisons;
    private final Findings findings;
    private final SmallDifferenceSums smallDifferences;

    JobSteps(DataSource pool) {
        work = new ProviderWork(pool, ATTEMPTS, () -> true);
        staging = new Staging(
                pool, work, new StepProgress(pool), DAYS_AROUND, LONGEST_CHARGE_DAYS, CLOSING_DAYS, LATE_DAYS);
        matching = new Matching(pool, DAYS_AROUND);
        comparisons = new Comparisons(pool, LATE_DAYS);
        findings = new Findings(pool);
        smallDifferences = new SmallDifferenceSums(pool, findings);
    }

    void stage(UUID run) {
        staging.stage(run);
    }

    void all(Run run) {
        stage(run.id());
        List<String> failed =
                work.failures(run.id()).stream().map(ProviderFailure::provider).toList();
        for (String provider : matching.providers(run.id())) {
            if (!failed.contains(provider)) {
                compare(run, provider);
            }
        }
    }

    private void compare(Run run, String provider) {
        ComparisonTerms terms = run.terms().of(provider);
        matching.days(run.id(), provider, BEFORE_ALL)
                .forEach(day -> matching.match(run.id(), new Slice(provider, day), terms));
        classify(run, provider, terms);
        smallDifferences.find(run, provider);
    }

    private void classify(Run run, String provider, ComparisonTerms terms) {
        comparisons.prepare(run.id(), provider);
        Rules rules = new Rules(terms, run.windowFor(terms), comparisons.coverage(run.id(), provider, terms));
        comparisons
                .requests(run.id(), provider, "", "", Integer.MAX_VALUE)
                .forEach(request -> findings.write(run.id(), provider, rules.findings(request)));
        comparisons
                .others(run.id(), provider)
                .forEach(other -> findings.write(run.id(), provider, rules.findings(other)));
    }
}
