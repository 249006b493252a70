package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.rules.Comparison;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import com.wevion.credits.reconciliation.rules.Finding;
import com.wevion.credits.reconciliation.rules.Rules;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** Step 3: names the causes and writes what is found; written again after a restart, it is there once. */
@Dependent
@Named
class FindingWriter extends AbstractItemWriter {
    @Inject
    RunContext context;

    @Inject
    Comparisons comparisons;

    @Inject
    Findings findings;

    @Inject
    StepProgress progress;

    @Inject
    ProviderWork work;

    @Inject
    Pulse pulse;

    @Inject
    @BatchProperty
    String provider;

    private Run run;
    private Rules rules;

    @Override
    public void open(Serializable checkpoint) {
        run = context.run();
        if (!ProviderPartitions.isNone(provider)) {
            ComparisonTerms terms = run.terms().of(provider);
            rules = work.attempt(
                            run.id(),
                            provider,
                            () -> new Rules(
                                    terms, run.windowFor(terms), comparisons.coverage(run.id(), provider, terms)))
                    .orElse(null);
        }
    }

    @Override
    public void writeItems(List<Object> items) {
        pulse.during(
                run.id(),
                () -> work.attempt(run.id(), provider, () -> {
                    List<Finding> found = items.stream()
                            .flatMap(item -> rules.findings((Comparison) item).stream())
                            .toList();
                    findings.write(run.id(), provider, found);
                    progress.add(run.id(), Step.CLASSIFY, items.size());
                    return found;
                }));
    }
}
