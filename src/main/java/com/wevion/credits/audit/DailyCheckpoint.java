package com.wevion.credits.audit;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.time.DailyTime;
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
 * Takes the checkpoint of each day once its time has come. Every node checks at intervals and one of them takes it; if all were down at
 * that time, the first check afterwards does, and it covers the missed days.
 */
@ApplicationScoped
class DailyCheckpoint {
    private static final Logger LOG = Logger.getLogger(DailyCheckpoint.class.getName());

    @Inject
    Checkpoints checkpoints;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.checkpoint.time")
    String time;

    @Inject
    @ConfigProperty(name = "credits.checkpoint.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("checkpoint", Duration.ofSeconds(pollSeconds), this::takeDue);
    }

    private void takeDue() {
        LocalDate due = DailyTime.due(clock, LocalTime.parse(time));
        if (checkpoints.take(due)) {
            // The log is a copy outside the database, which a checkpoint that was taken anew would not agree with.
            LOG.log(Level.INFO, "The checkpoint of {0} is taken, its digest is {1}", new Object[] {
                due, checkpoints.latest().map(Checkpoint::digest).orElse("gone")
            });
        }
    }
}
