package com.wevion.credits.purchase;

import com.wevion.credits.platform.OneLine;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks Stripe about purchases that are pending, so that one whose events were lost is credited all the same. Every node
 * looks; each purchase is claimed by one, and asked about less often the older it gets.
 */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class PendingSweep {
    private static final Logger LOG = Logger.getLogger(PendingSweep.class.getName());

    @Inject
    Stripe stripe;

    @Inject
    PurchaseBook book;

    @Inject
    Fulfilment fulfilment;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.purchase.sweep.batch")
    int batch;

    /** Asks about those that are due; a failure is left to the next time. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void look() {
        if (!stripe.isSetUp()) {
            return;
        }
        try {
            List<Purchase> due = book.due(batch, Duration.ofSeconds(sweepSeconds));
            due.forEach(this::ask);
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Pending purchases are not looked at now: {0}", OneLine.of(e.getMessage()));
        }
    }

    private void ask(Purchase purchase) {
        try {
            fulfilment.ask(purchase);
        } catch (RuntimeException e) { // the others are to be asked about all the same
            LOG.log(Level.WARNING, "Purchase {0} is asked about later: {1}", new Object[] {
                purchase.id(), OneLine.of(e.getMessage())
            });
        }
    }
}
