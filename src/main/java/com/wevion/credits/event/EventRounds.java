package com.wevion.credits.event;

import com.wevion.credits.platform.Rounds;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets old events with their deliveries, those that still wait excepted. */
@ApplicationScoped
class EventRounds {
    private static final int AT_A_TIME = 1_000;

    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.events.keep.days")
    long keepDays;

    @Inject
    @ConfigProperty(name = "credits.events.forget.seconds")
    long forgetSeconds;

    void begin(@Observes Rounds rounds) {
        rounds.every("old-events", Duration.ofSeconds(forgetSeconds), this::forget);
    }

    private void forget() {
        int forgotten = AT_A_TIME;
        while (forgotten == AT_A_TIME) {
            forgotten = Sql.on(dataSource).update("""
                            DELETE FROM event WHERE id IN (
                                SELECT id FROM event e WHERE at < ?
                                   AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = e.id AND d.state = 'WAITING')
                                 ORDER BY at LIMIT ?)""", clock.instant().minus(Duration.ofDays(keepDays)), AT_A_TIME);
        }
    }
}
