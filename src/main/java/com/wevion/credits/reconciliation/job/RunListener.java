package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.reconciliation.Runs;
import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes a run whose job failed resume soon, and one that was to stop be stopped. */
@Dependent
@Named
class RunListener extends AbstractJobListener {
    private static final Logger LOG = Logger.getLogger(RunListener.class.getName());

    @Inject
    JobContext job;

    @Inject
    RunContext context;

    @Inject
    Runs runs;

    @Inject
    Pulse pulse;

    @Override
    public void afterJob() {
        pulse.ended(context.id());
        try {
            runs.left(context.id(), job.getExecutionId());
        } catch (RuntimeException e) { // the database is away, and the run is taken up when its lease has passed
            LOG.log(Level.WARNING, "An ended reconciliation will be looked after: {0}", OneLine.of(e.getMessage()));
        }
    }
}
