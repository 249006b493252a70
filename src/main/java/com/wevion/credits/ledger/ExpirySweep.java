package com.wevion.credits.ledger;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Releases the holds whose time has passed (D4), every second on every node; ending a hold twice changes nothing, so nodes
 * need not agree on who does it.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ExpirySweep {
    private static final Logger LOG = Logger.getLogger(ExpirySweep.class.getName());

    @Inject
    Ledger ledger;

    @Inject
    Holds holds;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.ledger.expiry.batch.size")
    int batchSize;

    /** Releases what is due, in batches until nothing is; a failure, and an account that is locked, is left to the next second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void release() {
        try {
            List<Expire> due;
            do {
                due = holds.due(clock.instant(), ledger.lockedAccounts(), batchSize);
                ledger.expire(due);
            } while (due.size() == batchSize);
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Expired holds are not released now: {0}", OneLine.of(e.getMessage()));
        }
    }
}
