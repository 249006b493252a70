package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.start.ServedWork;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Runs;
import jakarta.batch.operations.BatchRuntimeException;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts and stops {@code META-INF/batch-jobs/reconciliation.xml} for a run, and restarts it where it was interrupted. */
@ApplicationScoped
class ReconciliationJob {
    /** The job's parameter. */
    static final String RUN_ID = "runId";

    private static final Logger LOG = Logger.getLogger(ReconciliationJob.class.getName());
    private static final String NAME = "reconciliation";

    private final AtomicReference<Long> stopped = new AtomicReference<>();

    @Inject
    Runs runs;

    @Inject
    ServedWork served;

    /** Starts the job of a new run; what fails is made up for by the timer, which takes the run over, as is what is a newer server's. */
    void start(Run run) {
        if (!served.reconciles()) {
            runs.notStarted(run.id());
            return;
        }
        try {
            executedBy(run, BatchRuntime.getJobOperator().start(NAME, parameters(run)));
        } catch (BatchRuntimeException e) {
            LOG.log(Level.WARNING, "Reconciliation {0} will be started later: {1}", new Object[] {
                run.id(), OneLine.of(e.getMessage())
            });
            runs.notStarted(run.id());
        }
    }

    /** Resumes an interrupted run; if that has just failed, the job begins anew, and its steps skip the work that is done. */
    void restart(Run run) {
        JobOperator operator = BatchRuntime.getJobOperator();
        boolean restartFailed = run.starts() % 2 == 1;
        if (run.executionId() == null || restartFailed) {
            start(run);
            return;
        }
        try {
            executedBy(run, operator.restart(run.executionId(), parameters(run)));
            LOG.log(Level.INFO, "Reconciliation {0} continues, start {1}", new Object[] {run.id(), run.starts()});
        } catch (BatchRuntimeException e) {
            // The repository does not know how far it was; the steps do.
            LOG.log(Level.WARNING, "Reconciliation {0} starts over: {1}", new Object[] {
                run.id(), OneLine.of(e.getMessage())
            });
            start(run);
        }
    }

    /** Has the job of a run, which works in this server, end after the piece of work in hand. */
    void stop(Run run) {
        // Asked again, the server's batch would warn of the partitions that have ended.
        if (run.executionId() == null || run.executionId().equals(stopped.getAndSet(run.executionId()))) {
            return;
        }
        try {
            BatchRuntime.getJobOperator().stop(run.executionId());
            LOG.log(Level.INFO, "Reconciliation {0} stops", run.id());
        } catch (BatchRuntimeException e) { // it has just ended
            LOG.log(Level.FINE, "Reconciliation {0} need not be stopped: {1}", new Object[] {
                run.id(), OneLine.of(e.getMessage())
            });
        }
    }

    /** Marks the job of a run as one that is never restarted. */
    void abandon(Run run) {
        if (run.executionId() == null) {
            return;
        }
        try {
            BatchRuntime.getJobOperator().abandon(run.executionId());
        } catch (BatchRuntimeException e) { // nobody restarts it, whatever the repository says
            LOG.log(Level.FINE, "The job of reconciliation {0} is not abandoned: {1}", new Object[] {
                run.id(), OneLine.of(e.getMessage())
            });
        }
    }

    private void executedBy(Run run, long executionId) {
        runs.executedBy(run.id(), executionId);
    }

    private static Properties parameters(Run run) {
        Properties parameters = new Properties();
        parameters.setProperty(RUN_ID, run.id().toString());
        return parameters;
    }
}
