package com.wevion.credits.reconciliation.job;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.reconciliation.AllTerms;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Starts runs: recorded first, then worked on by the job. */
@ApplicationScoped
class Reconciliations {
    @Inject
    Runs runs;

    @Inject
    ReconciliationJob job;

    @Inject
    AllTerms terms;

    @Inject
    Catalog catalog;

    /** Starts a run, once per key, and answers before it has ended. */
    Runs.Recorded start(NewRun wanted) {
        Runs.Recorded recorded = runs.record(wanted, catalog.current().version(), terms);
        if (!recorded.replayed()) {
            job.start(recorded.run());
        }
        return recorded;
    }
}
