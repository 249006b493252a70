package com.wevion.credits.event.crossing;

import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.ChangedAccounts;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks at the accounts that this server has changed, and now and then at all: for changes of thresholds, and for what servers changed that
 * have ended since.
 */
@ApplicationScoped
class CrossingRounds {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    ChangedAccounts changed;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.events.poll.millis")
    long pollMillis;

    @Inject
    @ConfigProperty(name = "credits.events.sweep.seconds")
    long sweepSeconds;

    @Inject
    @ConfigProperty(name = "credits.events.spending.limit.percent")
    int percent;

    void begin(@Observes Rounds rounds) {
        rounds.every("crossings", Duration.ofMillis(pollMillis), () -> {
            Set<Long> accounts = changed.take();
            if (!accounts.isEmpty()) {
                look(rounds, accounts.toArray(Long[]::new));
            }
        });
        rounds.atOnceAndEvery("all-crossings", Duration.ofSeconds(sweepSeconds), () -> look(rounds, null));
    }

    /** @param accounts null for all */
    void look(Rounds rounds, Long[] accounts) {
        rounds.each(
                Sql.on(dataSource).list("SELECT * FROM crossings(?::bigint[], ?)", Crossing::read, accounts, percent),
                Crossing::teamId,
                this::note);
    }

    /** Once, whichever server is the first. */
    private void note(Crossing crossing) {
        Instant now = clock.instant();
        Sql.on(dataSource).together(sql -> {
            if (noted(sql, crossing, now)) {
                crossing.event()
                        .ifPresent(type -> Events.record(
                                sql, type, crossing.teamId(), crossing.teamId() + " " + now, now, crossing.data()));
            }
            return null;
        });
    }

    private static boolean noted(Sql sql, Crossing crossing, Instant now) {
        String kind = crossing.kind().name();
        String level = crossing.level().name();
        return crossing.former() == null
                ? sql.update(
                                "INSERT INTO crossing (team_id, kind, level, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                crossing.teamId(),
                                kind,
                                level,
                                now)
                        == 1
                : sql.update(
                                "UPDATE crossing SET level = ?, since = ? WHERE team_id = ? AND kind = ? AND level = ?",
                                level,
                                now,
                                crossing.teamId(),
                                kind,
                                crossing.former().name())
                        == 1;
    }
}
