package com.wevion.credits.reconciliation.job;

import com.wevion.credits.audit.books.LedgerAudit;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import com.wevion.credits.reconciliation.money.MoneyIn;
import com.wevion.credits.reconciliation.rules.Cause;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Step 5: compares the money that Stripe received with the books, unless the run is about another provider. If it fails, so does Stripe only. */
@Dependent
@Named
class MoneyStep extends AbstractBatchlet {
    /** The causes that the audit finds as well, which looks at the payments of purchases. */
    private static final Set<Cause> OF_PAYMENTS =
            EnumSet.of(Cause.RECEIVED_NOT_BOOKED, Cause.BOOKED_NOT_RECEIVED, Cause.RECEIVED_DIFFERS);

    @Inject
    RunContext context;

    @Inject
    LedgerAudit audit;

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
                    Set<String> told = new HashSet<>();
                    money.compare(run.id(), run.window(), found -> {
                        findings.write(run.id(), MoneyIn.STRIPE, found);
                        progress.add(run.id(), Step.MONEY, found.size());
                        found.stream()
                                .filter(finding -> OF_PAYMENTS.contains(finding.cause()))
                                .forEach(finding -> told.add(finding.key()));
                    });
                    audit.leaveToBreaks(run.id(), told);
                    return run;
                })
                .isEmpty();
        if (failed) {
            money.failed(run.id());
        }
    }
}
