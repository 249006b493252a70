package com.wevion.credits.operations;

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
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refreshes the figures for the monitoring every few seconds, so that it never waits for the database. */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class WatchTimer {
    private static final Logger LOG = Logger.getLogger(WatchTimer.class.getName());

    @Inject
    WaitingWork waiting;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.watch.seconds")
    long seconds;

    @PostConstruct
    void begin() {
        long millis = Duration.ofSeconds(seconds).toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
        look();
    }

    @Timeout
    void look() {
        try {
            waiting.look();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.FINE, "What waits is not known now: {0}", OneLine.of(e.toString()));
        }
    }
}
