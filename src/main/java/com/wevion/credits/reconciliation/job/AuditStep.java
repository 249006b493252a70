package com.wevion.credits.reconciliation.job;

import com.wevion.credits.audit.books.LedgerAudit;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneOffset;

/** Step 4: audits the books themselves, once for a run. */
@Dependent
@Named
class AuditStep extends AbstractBatchlet {
    @Inject
    RunContext context;

    @Inject
    LedgerAudit audit;

    @Inject
    StepProgress progress;

    @Inject
    Pulse pulse;

    @Override
    public String process() {
        Run run = context.run();
        return pulse.during(run.id(), () -> {
            if (audit.of(run.id()).isEmpty()) {
                progress.begin(run.id(), Step.AUDIT, 0);
                audit.store(
                        run.id(),
                        audit.audit(
                                run.window().from().atStartOfDay(ZoneOffset.UTC).toInstant(),
                                run.window().to().atStartOfDay(ZoneOffset.UTC).toInstant(),
                                (rows, expected) -> progress.reached(run.id(), Step.AUDIT, rows, expected)));
            }
            return "AUDITED";
        });
    }
}
