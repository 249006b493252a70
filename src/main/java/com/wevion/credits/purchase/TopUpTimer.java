package com.wevion.credits.purchase;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.purchase.TopUpBook.Claim;
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
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks every few seconds, on every node, for teams whose credits run low; each is claimed by one node. */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class TopUpTimer {
    private static final Logger LOG = Logger.getLogger(TopUpTimer.class.getName());

    @Inject
    TopUps topUps;

    @Inject
    Stripe stripe;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.topup.poll.seconds")
    long pollSeconds;

    @PostConstruct
    void start() {
        if (stripe.isSetUp()) {
            long millis = Duration.ofSeconds(pollSeconds).toMillis();
            timers.createIntervalTimer(millis, millis, new TimerConfig(null, false));
        }
    }

    /** Attends to those that are due; a failure is left to the end of the claim. */
    @Timeout
    void look() {
        try {
            for (Optional<Claim> next = topUps.claim(); next.isPresent(); next = topUps.claim()) {
                attempt(next.get());
            }
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Nothing is topped up now: {0}", OneLine.of(e.getMessage()));
        }
    }

    private void attempt(Claim claim) {
        try {
            topUps.attempt(claim);
        } catch (RuntimeException e) { // the others are to be attended to all the same
            LOG.log(Level.WARNING, "Team {0} is topped up later: {1}", new Object[] {
                claim.teamId(), OneLine.of(e.getMessage())
            });
        }
    }
}
