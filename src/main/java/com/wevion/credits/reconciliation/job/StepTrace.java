package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.trace.Trace;
import jakarta.batch.api.listener.AbstractStepListener;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Has each step of a run be a trace of its own. */
@Dependent
@Named
class StepTrace extends AbstractStepListener {
    @Inject
    StepContext step;

    @Inject
    RunContext context;

    private Trace trace;

    @Override
    public void beforeStep() {
        trace = Trace.alone("reconciliation " + step.getStepName())
                .with("credits.run", context.id().toString());
    }

    @Override
    public void afterStep() {
        if (trace != null) {
            trace.end();
        }
    }
}
