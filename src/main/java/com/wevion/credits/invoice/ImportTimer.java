package com.wevion.credits.invoice;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sweeps each minute. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class ImportTimer {
    private static final Logger LOG = Logger.getLogger(ImportTimer.class.getName());

    @Inject
    ImportSweep sweep;

    /** A failure is left to the next minute. */
    @Schedule(hour = "*", minute = "*", second = "40", persistent = false)
    void look() {
        try {
            sweep.sweep();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "What imports left is not swept now: {0}", OneLine.of(e.toString()));
        }
    }
}
