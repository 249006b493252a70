package com.wevion.credits.platform;

import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has the clocks compared every five seconds. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ClockTimer {
    private static final Logger LOG = Logger.getLogger(ClockTimer.class.getName());

    @Inject
    ClockComparison comparison;

    /** Compares. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void compare() {
        try {
            comparison.ahead();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "The clocks are not compared now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
