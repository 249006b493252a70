package com.wevion.credits.reconciliation.job;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.invoice.fetch.FetchStates;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Night;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.start.ServedWork;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.Nights;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.trail.Author;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the nightly run once its time has come, and resumes runs whose server died. Every node checks, and one of them acts: the run of a
 * night has a key of its own, and a run is taken over by one statement. If all were down at that time, the first check afterwards starts
 * the run. A server that is too old for the schema's reconciliation leaves all of it to newer ones.
 */
@ApplicationScoped
class ReconciliationRounds {
    private static final Logger LOG = Logger.getLogger(ReconciliationRounds.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Inject
    Reconciliations reconciliations;

    @Inject
    ReconciliationJob job;

    @Inject
    Runs runs;

    @Inject
    Pulse pulse;

    @Inject
    Nights nights;

    @Inject
    FetchStates fetches;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.fetch.wait.minutes")
    long waitMinutes;

    @Inject
    Clock clock;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    ServedWork served;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("nightly-reconciliation", Duration.ofSeconds(pollSeconds), this::startNightly);
        rounds.every("reconciliations", BETWEEN_LOOKS, this::lookAfterRuns);
    }

    /** Starts the run of this night, if it is time and nobody has. */
    private void startNightly() {
        nights.night(Sql.on(dataSource))
                .filter(night -> night.state().needsSomebody())
                .ifPresent(this::tell);
        NewRun night = nights.run();
        try {
            if (!runs.has(night.idempotencyKey()) && served.reconciles() && !awaitsCosts()) {
                reconciliations.start(night, Author.PLATFORM);
            }
        } catch (Conflict e) {
            LOG.log(Level.FINE, "The nightly reconciliation waits: {0}", e.getMessage());
        }
    }

    /** The costs of the night come first, if they come; what a provider does not tell in time, the run does without. */
    private boolean awaitsCosts() {
        return nights.isWithin(Duration.ofMinutes(waitMinutes)) && fetches.arePending();
    }

    /** Once for each trouble of a night. */
    private void tell(Night night) {
        Map<String, Object> data = new HashMap<>();
        data.put("night", night.night());
        data.put("state", night.state().name());
        data.put("problem", night.problem());
        Events.record(
                Sql.on(dataSource),
                EventType.RECONCILIATION_TROUBLE,
                null,
                night.night() + " " + night.state(),
                clock.instant(),
                data);
    }

    /** Says what this server works on, stops what is to stop, and takes over what no server works on. */
    private void lookAfterRuns() {
        runs.alive(pulse.beating());
        runs.stopping(pulse.beating()).forEach(job::stop);
        runs.stopSilent();
        if (served.reconciles()) {
            runs.takeOver().ifPresent(job::restart);
        } else {
            pulse.beating().forEach(run -> job.stop(runs.find(run))); // a newer server takes it over
        }
        runs.giveUp();
    }
}
