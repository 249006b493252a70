package com.wevion.credits.event.crossing;

import com.wevion.credits.event.Events;
import com.wevion.credits.ledger.ChangedAccounts;
import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.time.Instants;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Looks at the accounts that this server has changed, and now and then at all: for changes of thresholds, and for what servers changed that
 * have ended since.
 */
@ApplicationScoped
class CrossingRounds {
    private static final String FOUND = """
            SELECT team_id, kind, NULL::uuid AS user_id, level, former, available_units, bound_units FROM crossings(?::bigint[], ?)
            UNION ALL
            SELECT team_id, kind, user_id, level, former, available_units, bound_units FROM member_crossings(?::bigint[], ?, ?)""";

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
    @ConfigProperty(name = "credits.events.warning.percent")
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
        LocalDate month = Instants.monthOf(clock.instant());
        List<Crossing> found =
                Sql.on(dataSource).list(FOUND, Crossing::read, accounts, percent, accounts, percent, month);
        rounds.each(found, Crossing::teamId, this::note);
    }

    /** Once, whichever server is the first. */
    private void note(Crossing crossing) {
        Instant now = clock.instant();
        Sql.on(dataSource).together(sql -> {
            if (noted(sql, crossing, now)) {
                crossing.event()
                        .ifPresent(type -> Events.record(
                                sql, type, crossing.teamId(), crossing.subject(now), now, crossing.data()));
            }
            return null;
        });
    }

    private static boolean noted(Sql sql, Crossing crossing, Instant now) {
        String kind = crossing.kind().name();
        String level = crossing.level().name();
        return crossing.former() == null
                ? sql.update(
                                "INSERT INTO crossing (team_id, kind, user_id, level, since) VALUES (?, ?, ?::uuid, ?, ?)"
                                        + " ON CONFLICT DO NOTHING",
                                crossing.teamId(),
                                kind,
                                crossing.userId(),
                                level,
                                now)
                        == 1
                : sql.update(
                                "UPDATE crossing SET level = ?, since = ?"
                                        + " WHERE team_id = ? AND kind = ? AND user_id IS NOT DISTINCT FROM ?::uuid AND level = ?",
                                level,
                                now,
                                crossing.teamId(),
                                kind,
                                crossing.userId(),
                                crossing.former().name())
                        == 1;
    }
}
