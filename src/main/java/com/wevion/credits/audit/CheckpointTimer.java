package com.wevion.credits.audit;

import com.wevion.credits.platform.DailyTime;
import com.wevion.credits.platform.OneLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes the checkpoint of each day once its time has come. Every node looks now and then and one of them takes it; when all
 * were down at that time, the first look after that does, and it covers the days that were missed.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class CheckpointTimer {
    private static final Logger LOG = Logger.getLogger(CheckpointTimer.class.getName());

    @Inject
    Checkpoints checkpoints;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.checkpoint.time")
    String time;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.checkpoint.poll.seconds")
    long pollSeconds;

    @PostConstruct
    void start() {
        long millis = Duration.ofSeconds(pollSeconds).toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
    }

    /** Takes what is due; a failure is left to the next time. */
    @Timeout
    void look() {
        try {
            LocalDate due = DailyTime.due(clock, LocalTime.parse(time));
            if (checkpoints.take(due)) {
                // The log is a copy outside the database, which a checkpoint that was taken anew would not agree with.
                LOG.log(Level.INFO, "The checkpoint of {0} is taken, its digest is {1}", new Object[] {
                    due, checkpoints.latest().map(Checkpoint::digest).orElse("gone")
                });
            }
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.SEVERE, "The checkpoint is not taken now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
