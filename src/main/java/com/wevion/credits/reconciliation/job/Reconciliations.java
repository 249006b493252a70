package com.wevion.credits.reconciliation.job;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.reconciliation.AllTerms;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.RunActions;
import com.wevion.credits.reconciliation.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Starts, stops, restarts and abandons runs: recorded first, then done to the job. */
@ApplicationScoped
class Reconciliations {
    @Inject
    Runs runs;

    @Inject
    ReconciliationJob job;

    @Inject
    RunActions actions;

    @Inject
    Pulse pulse;

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

    /** Has a run end after the piece of work in hand, on whatever server it works. */
    void stop(UUID id, UUID by, String reason) {
        actions.stop(id, by, reason);
        // Another server looks for it every few seconds.
        runs.stopping(pulse.beating()).forEach(job::stop);
    }

    /** Goes on with a run that was stopped or has failed; the steps skip what is done. */
    void restart(UUID id, UUID by, String reason) {
        if (actions.restart(id, by, reason)) {
            job.restart(runs.find(id));
        }
    }

    /** Gives up a run that was stopped or has failed, for good. */
    void abandon(UUID id, UUID by, String reason) {
        actions.abandon(id, by, reason);
        job.abandon(runs.find(id));
    }
}
