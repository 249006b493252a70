package com.wevion.credits.billing;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.purchase.Stripe;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes the bills that are due: of each month once it is over, and of teams near their limit. Every node looks, and a bill is
 * made by one of them; what nobody looked at in time is made up for, several months by one bill. It only records; the sweeper
 * takes the bills to Stripe.
 */
@Singleton
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

    /** Bills the months that are over; a failure is left to the next minute. */
    @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
    void lookAtMonths() {
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

    /** Bills the teams near their limits. */
    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void lookAtLimits() {
        guarded(() -> each(due.nearTheirLimit(), billing::ofLimit));
    }

    private void guarded(Runnable look) {
        if (!stripe.isSetUp()) {
            return;
        }
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
