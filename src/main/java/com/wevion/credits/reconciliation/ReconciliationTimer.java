package com.wevion.credits.reconciliation;

import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.DailyTime;
import com.wevion.credits.platform.OneLine;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
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
 * Starts the nightly run once its time has come, and goes on with runs whose server died. Every node looks, and one of them
 * does it: the run of a night has a key of its own, and a run is taken over by one statement. When all were down at that time,
 * the first look after it starts the run.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ReconciliationTimer {
    private static final Logger LOG = Logger.getLogger(ReconciliationTimer.class.getName());

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

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.poll.seconds")
    long pollSeconds;

    @PostConstruct
    void start() {
        long millis = Duration.ofSeconds(pollSeconds).toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
    }

    /** Starts the run of this night, if it is time and nobody has. */
    @Timeout
    void startNightly() {
        guarded(() -> {
            LocalDate today = DailyTime.due(clock, LocalTime.parse(time));
            // With a blank, which no caller's key has.
            String key = "nightly " + today;
            if (!runs.has(key)) {
                reconciliations.start(
                        new NewRun(RunTrigger.NIGHTLY, null, new Window(today.minusDays(days), today), null, key));
            }
        });
    }

    /** Says what this server works on, and takes over what no server works on. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void lookAfterRuns() {
        guarded(() -> {
            runs.alive(pulse.beating());
            runs.takeOver().ifPresent(job::restart);
            runs.giveUp();
        });
    }

    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (Conflict e) {
            LOG.log(Level.FINE, "The nightly reconciliation waits: {0}", e.getMessage());
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Reconciliations are not looked after now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
