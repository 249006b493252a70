package com.wevion.credits.reconciliation.job;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.reconciliation.AllTerms;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.RunActions;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.rules.Window;
import com.wevion.credits.trail.Author;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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

    @Inject
    Horizon horizon;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.late.days")
    int lateDays;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.days.around")
    int daysAround;

    /**
     * Starts a run, once per key, and answers before it has ended.
     *
     * @throws Archived if it would need usage that is archived, whose absence it would take for a difference
     */
    Runs.Recorded start(NewRun wanted, Author by) {
        Optional<Runs.Recorded> earlier = runs.earlier(wanted);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        requireUsage(wanted.window());
        Runs.Recorded recorded = runs.record(wanted, catalog.current().version(), terms, by);
        if (!recorded.replayed()) {
            job.start(recorded.run());
        }
        return recorded;
    }

    /** Has a run end after the piece of work in hand, on whatever server it works. */
    void stop(UUID id, Author by, String reason) {
        actions.stop(id, by, reason);
        // Another server looks for it every few seconds.
        runs.stopping(pulse.beating()).forEach(job::stop);
    }

    /** Goes on with a run that was stopped or has failed; the steps skip what is done. */
    void restart(UUID id, Author by, String reason) {
        requireUsage(runs.find(id).window());
        if (actions.restart(id, by, reason)) {
            job.restart(runs.find(id));
        }
    }

    private void requireUsage(Window window) {
        // What a provider bills in these days may be of earlier ones.
        LocalDate first = window.from().minusDays(Math.max(lateDays, daysAround));
        horizon.require(
                "The usage of days from " + first + " on, which a run from " + window.from() + " looks at,", first);
    }

    /** Gives up a run that was stopped or has failed, for good. */
    void abandon(UUID id, Author by, String reason) {
        actions.abandon(id, by, reason);
        job.abandon(runs.find(id));
    }
}
