package com.wevion.credits.reconciliation.job;

import com.wevion.credits.reconciliation.Step;
import com.wevion.credits.reconciliation.StepProgress;
import jakarta.batch.api.AbstractBatchlet;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** Step 1: fixes what the run compares. */
@Dependent
@Named
class StageStep extends AbstractBatchlet {
    @Inject
    RunContext context;

    @Inject
    Matching matching;

    @Inject
    StepProgress progress;

    @Inject
    Pulse pulse;

    @Override
    public String process() {
        UUID runId = context.id();
        return pulse.during(runId, () -> {
            progress.begin(runId, Step.STAGE, 1);
            matching.stage(runId);
            return "STAGED";
        });
    }
}
