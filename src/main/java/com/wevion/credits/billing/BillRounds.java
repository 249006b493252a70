package com.wevion.credits.billing;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.stripe.Stripe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes the bills that are due: of each month once it is over, and of teams near their limit; missed months are made up for, several by one
 * bill. This only records them: another round takes bills to Stripe, resumes those that were cut off, and asks about unpaid ones, so that a
 * bill is credited even if its events were lost. Every node checks; each bill is made by one node, and claimed by one.
 */
@ApplicationScoped
class BillRounds {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Inject
    DueTeams due;

    @Inject
    Billing billing;

    @Inject
    BillBook book;

    @Inject
    BillPayments payments;

    @Inject
    Stripe stripe;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.billing.month.poll.seconds")
    long monthPollSeconds;

    @Inject
    @ConfigProperty(name = "credits.billing.limit.poll.seconds")
    long limitPollSeconds;

    @Inject
    @ConfigProperty(name = "credits.billing.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        if (!stripe.isSetUp()) {
            return;
        }
        rounds.every("bills-of-the-month", Duration.ofSeconds(monthPollSeconds), () -> billMonth(rounds));
        rounds.every(
                "bills-near-the-limit",
                Duration.ofSeconds(limitPollSeconds),
                () -> rounds.each(due.nearTheirLimit(), team -> team, billing::ofLimit));
        rounds.every(
                "bills", Duration.ofSeconds(pollSeconds), () -> rounds.each(book.due(), Bill::id, payments::advance));
    }

    private void billMonth(Rounds rounds) {
        LocalDate month = Months.current(clock);
        List<UUID> teams = due.ofMonth(month, BEFORE_ALL);
        while (!teams.isEmpty()) {
            rounds.each(teams, team -> team, team -> {
                billing.ofMonth(team, month);
                due.done(team, month);
            });
            teams = due.ofMonth(month, teams.get(teams.size() - 1));
        }
    }
}
