package com.wevion.credits.invoice;

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
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks into the inbox every few seconds, on every node that has one. */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class InboxTimer {
    private static final Logger LOG = Logger.getLogger(InboxTimer.class.getName());

    @Inject
    Inbox inbox;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.inbox.seconds")
    long seconds;

    private String complaint;

    @PostConstruct
    void start() {
        if (inbox.isThere()) {
            long millis = Duration.ofSeconds(seconds).toMillis();
            timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
        }
    }

    /** A failure is left to the next look, and told once. */
    @Timeout
    void look() {
        try {
            inbox.open();
            inbox.look();
            complaint = null;
        } catch (IOException | RuntimeException e) { // whatever it is: a timer that fails is given up for good
            if (!e.toString().equals(complaint)) {
                LOG.log(Level.WARNING, "The inbox cannot be looked into: {0}", OneLine.of(e.toString()));
            }
            complaint = e.toString();
        }
    }
}
