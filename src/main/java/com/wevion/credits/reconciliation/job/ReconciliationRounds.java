package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.time.DailyTime;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.rules.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the nightly run once its time has come, and resumes runs whose server died. Every node checks, and one of them acts: the run of a
 * night has a key of its own, and a run is taken over by one statement. If all were down at that time, the first check afterwards starts
 * the run.
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
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.time")
    String time;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.nightly.days")
    int days;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("nightly-reconciliation", Duration.ofSeconds(pollSeconds), this::startNightly);
        rounds.every("reconciliations", BETWEEN_LOOKS, this::lookAfterRuns);
    }

    /** Starts the run of this night, if it is time and nobody has. */
    private void startNightly() {
        LocalDate today = DailyTime.due(clock, LocalTime.parse(time));
        // With a blank, which no caller's key has.
        String key = "nightly " + today;
        try {
            if (!runs.has(key)) {
                reconciliations.start(NewRun.nightly(new Window(today.minusDays(days), today), key));
            }
        } catch (Conflict e) {
            LOG.log(Level.FINE, "The nightly reconciliation waits: {0}", e.getMessage());
        }
    }

    /** Says what this server works on, stops what is to stop, and takes over what no server works on. */
    private void lookAfterRuns() {
        runs.alive(pulse.beating());
        runs.stopping(pulse.beating()).forEach(job::stop);
        runs.stopSilent();
        runs.takeOver().ifPresent(job::restart);
        runs.giveUp();
    }
}
