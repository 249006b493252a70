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
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets expire what nobody has decided, and ends what was approved for a time. */
@ApplicationScoped
class ApprovalRounds {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Approvals approvals;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.approval.poll.seconds")
    long pollSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("approvals", Duration.ofSeconds(pollSeconds), this::endOverdue);
    }

    private void endOverdue() {
        for (Optional<UUID> next = overdue(); next.isPresent(); next = overdue()) {
            approvals.end(next.get());
        }
    }

    /** One that nobody has decided in time, or that is to end; empty if there is none. */
    private Optional<UUID> overdue() {
        Instant now = clock.instant();
        return Sql.on(dataSource).first("""
                        SELECT id FROM approval
                         WHERE state = 'ASKED' AND expires_at <= ? OR state = 'APPROVED' AND ended_at IS NULL AND ends_at <= ?
                         ORDER BY asked_at LIMIT 1""", row -> Sql.uuid(row, "id"), now, now);
    }
}
