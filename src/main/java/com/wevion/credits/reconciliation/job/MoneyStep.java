package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.money.MoneyIn;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Step 5: compares the money that Stripe received with the books, unless the run is about another provider. If it fails, so does Stripe only. */
@Dependent
@Named
class MoneyStep extends AbstractBatchlet {
    @Inject
    RunContext context;

    @Inject
    MoneyIn money;

    @Inject
    Findings findings;

    @Inject
    StepProgress progress;

    @Inject
    ProviderWork work;

    @Inject
    Pulse pulse;

    @Override
    public String process() {
        Run run = context.run();
        return pulse.during(run.id(), () -> {
            progress.begin(run.id(), Step.MONEY, 0);
            if (run.provider() == null || run.provider().equals(MoneyIn.STRIPE)) {
                compare(run);
            }
            return "COMPARED";
        });
    }

    private void compare(Run run) {
        work.open(run.id(), MoneyIn.STRIPE);
        boolean failed = work.attempt(run.id(), MoneyIn.STRIPE, () -> {
                    money.compare(run.id(), run.window(), found -> {
                        findings.write(run.id(), MoneyIn.STRIPE, found);
                        progress.add(run.id(), Step.MONEY, found.size());
                    });
                    return run;
                })
                .isEmpty();
        if (failed) {
            money.failed(run.id());
        }
    }
}
