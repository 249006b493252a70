package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.reconciliation.Run;
import com.wevion.credits.reconciliation.Runs;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.UUID;

/** The run that a part of the job works for. */
@Dependent
class RunContext {
    @Inject
    JobContext job;

    @Inject
    Runs runs;

    /** Its id, a property of the job. */
    UUID id() {
        return Ids.parse(ReconciliationJob.RUN_ID, job.getProperties().getProperty(ReconciliationJob.RUN_ID));
    }

    /** The run. */
    Run run() {
        return runs.find(id());
    }
}
