package com.wevion.credits.billing;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.purchase.Stripe;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the bills that are due: of each month once it is over, and of teams near their limit. Every node looks, and a bill is
 * made by one of them; what nobody looked at in time is made up for, several months by one bill. It only records; the sweeper
 * takes the bills to Stripe.
 */
@Startup
@Singleton
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN) // the server gives a timer's method a transaction otherwise
public class BillTimer {
    private static final Logger LOG = Logger.getLogger(BillTimer.class.getName());
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Inject
    DueTeams due;

    @Inject
    Billing billing;

    @Inject
    Stripe stripe;

    @Inject
    Clock clock;

    @Resource
    TimerService timers;

    @Inject
    @ConfigProperty(name = "credits.billing.month.poll.seconds")
    long monthPollSeconds;

    @Inject
    @ConfigProperty(name = "credits.billing.limit.poll.seconds")
    long limitPollSeconds;

    private enum Look {
        MONTHS,
        LIMITS
    }

    @PostConstruct
    void start() {
        if (stripe.isSetUp()) {
            every(monthPollSeconds, Look.MONTHS);
            every(limitPollSeconds, Look.LIMITS);
        }
    }

    private void every(long seconds, Look look) {
        long millis = Duration.ofSeconds(seconds).toMillis();
        timers.createIntervalTimer(millis, millis, new TimerConfig(look, false));
    }

    /** Bills what is due; a failure is left to the next time. */
    @Timeout
    void look(Timer timer) {
        if (timer.getInfo() == Look.MONTHS) {
            lookAtMonths();
        } else {
            guarded(() -> each(due.nearTheirLimit(), billing::ofLimit));
        }
    }

    private void lookAtMonths() {
        LocalDate month = Months.current(clock);
        guarded(() -> {
            List<UUID> teams = due.ofMonth(month, BEFORE_ALL);
            while (!teams.isEmpty()) {
                each(teams, team -> {
                    billing.ofMonth(team, month);
                    due.done(team, month);
                });
                teams = due.ofMonth(month, teams.get(teams.size() - 1));
            }
        });
    }

    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) { // whatever it is: a timer that fails is given up for good
            LOG.log(Level.WARNING, "Bills are not made now: {0}", OneLine.of(e.getMessage()));
        }
    }

    private static void each(List<UUID> teams, Consumer<UUID> work) {
        for (UUID team : teams) {
            try {
                work.accept(team);
            } catch (RuntimeException e) { // the others are to be billed all the same
                LOG.log(Level.WARNING, "Team {0} is billed later: {1}", new Object[] {team, OneLine.of(e.getMessage())
                });
            }
        }
    }
}
