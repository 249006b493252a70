package com.wevion.credits.reconciliation.job;

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
    Staging staging;

    @Inject
    Pulse pulse;

    @Override
    public String process() {
        UUID runId = context.id();
        return pulse.during(runId, () -> {
            staging.stage(runId);
            return "STAGED";
        });
    }
}
