package com.wevion.credits.ledger;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Releases the holds of chat messages whose time has passed (D4), every second on every node. Jobs have a sweep of their own. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpirySweep {
    private static final Logger LOG = Logger.getLogger(ExpirySweep.class.getName());

    @Inject
    DueHolds holds;

    @Inject
    Clock clock;

    /** Releases what is due; a failure is left to the next second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void release() {
        try {
            holds.release(HoldKind.CHAT_MESSAGE, clock.instant());
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Expired holds are not released now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
