package com.wevion.credits.trail;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Erases the addresses and user agents of refused attempts, once they are old, where no person is known who could ask for that. Lines and
 * chain keep their digests.
 */
@ApplicationScoped
public class UnknownCallers {
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);
    private static final int VALUES_AT_A_TIME = 1_000;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.audit.unknown.days")
    long days;

    void begin(@Observes Rounds rounds) {
        if (days > 0) {
            rounds.atOnceAndEvery("audit addresses", BETWEEN_ROUNDS, this::forgetOld);
        }
    }

    private void forgetOld() {
        Instant before = clock.instant().minus(Duration.ofDays(days));
        Sql sql = Sql.on(dataSource);
        int forgotten;
        do {
            forgotten = forget(sql, before, VALUES_AT_A_TIME);
        } while (forgotten == VALUES_AT_A_TIME);
    }

    /** Erases at most so many values of attempts before a time; returns how many. */
    public static int forget(Sql sql, Instant before, int max) {
        return sql.update("""
                DELETE FROM audit_personal v USING (
                    SELECT p.line_id, p.digest FROM audit_personal p JOIN audit_line l ON l.id = p.line_id
                     WHERE p.person_id IS NULL AND l.person_id IS NULL AND l.outcome = 'REFUSED' AND l.at_epoch_micros < ?
                     ORDER BY p.line_id, p.digest LIMIT ?) AS old
                 WHERE v.line_id = old.line_id AND v.digest = old.digest""", ChronoUnit.MICROS.between(Instant.EPOCH, before), max);
    }
}
