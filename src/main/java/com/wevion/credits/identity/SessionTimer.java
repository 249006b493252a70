package com.wevion.credits.identity;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Has ended sessions deleted. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class SessionTimer {
    private static final Logger LOG = Logger.getLogger(SessionTimer.class.getName());

    @Inject
    Sessions sessions;

    /** Looks for them. */
    @Schedule(hour = "*", minute = "*/5", persistent = false)
    void forget() {
        try {
            sessions.forgetEnded();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Ended sessions are not forgotten now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
