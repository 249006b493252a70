package com.wevion.credits.approval;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets expire what nobody has decided, and ends what was approved for a time. */
@ApplicationScoped
class ApprovalRounds {
    private static final int AT_A_TIME = 100;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    ApprovalDesk desk;

    @Inject
    SecondPerson secondPerson;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.approval.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        secondPerson.isNeededForThePriceList(); // so that wrong settings fail the start
        rounds.every("approvals", Duration.ofSeconds(pollSeconds), () -> rounds.each(overdue(), id -> id, desk::end));
    }

    /** The oldest that nobody has decided in time, or that are to end. */
    private List<UUID> overdue() {
        Instant now = clock.instant();
        return Sql.on(dataSource).list("""
                        SELECT id FROM approval
                         WHERE state = 'ASKED' AND expires_at <= ? OR state = 'APPROVED' AND ended_at IS NULL AND ends_at <= ?
                         ORDER BY asked_at LIMIT ?""", row -> Sql.uuid(row, "id"), now, now, AT_A_TIME);
    }
}
