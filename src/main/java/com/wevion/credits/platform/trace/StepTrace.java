package com.wevion.credits.platform.trace;

import jakarta.batch.api.listener.AbstractStepListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.batch.runtime.context.StepContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Has a step of a batch job be a trace of its own. */
@Dependent
@Named
public class StepTrace extends AbstractStepListener {
    @Inject
    JobContext job;

    @Inject
    StepContext step;

    private Trace trace;

    @Override
    public void beforeStep() {
        trace = Trace.alone(job.getJobName() + " " + step.getStepName())
                .with("credits.run", job.getProperties().getProperty("runId", ""));
    }

    @Override
    public void afterStep() {
        trace.end();
    }
}
