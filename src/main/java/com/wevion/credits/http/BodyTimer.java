package com.wevion.credits.http;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives up bodies that take too long, each second. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class BodyTimer {
    private static final Logger LOG = Logger.getLogger(BodyTimer.class.getName());

    @Inject
    WaitingBodies bodies;

    /** Looks. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void look() {
        try {
            bodies.look();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Bodies are not looked at now: {0}", OneLine.of(String.valueOf(e.getMessage())));
        }
    }
}
