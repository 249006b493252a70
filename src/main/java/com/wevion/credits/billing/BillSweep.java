package com.wevion.credits.billing;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.purchase.Stripe;
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

/**
 * Takes bills to Stripe, goes on with those that were cut off, and asks about those that are to be paid, so that one whose events
 * were lost is credited all the same. Every node looks; each bill is claimed by one.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN) // the server gives a timer's method a transaction otherwise
public class BillSweep {
    private static final Logger LOG = Logger.getLogger(BillSweep.class.getName());

    @Inject
    Stripe stripe;

    @Inject
    BillBook book;

    @Inject
    BillPayments payments;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.billing.poll.seconds")
    long pollSeconds;

    @PostConstruct
    void start() {
        if (stripe.isSetUp()) {
            long millis = Duration.ofSeconds(pollSeconds).toMillis();
            timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
        }
    }

    /** Goes on with those that are due; a failure is left to the next time. */
    @Timeout
    void look() {
        try {
            book.due().forEach(this::takeOn);
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Bills are not looked at now: {0}", OneLine.of(e.getMessage()));
        }
    }

    private void takeOn(Bill bill) {
        try {
            payments.takeOn(bill);
        } catch (RuntimeException e) { // the others are to be gone on with all the same
            LOG.log(Level.WARNING, "Bill {0} will be retried: {1}", new Object[] {
                bill.id(), OneLine.of(e.getMessage())
            });
        }
    }
}
