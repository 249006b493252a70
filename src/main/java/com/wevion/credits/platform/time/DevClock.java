package com.wevion.credits.platform.time;

import com.wevion.credits.platform.Development;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/**
 * Sets the clock of the service ahead, so that a month can end while one looks on. It goes together with {@link Development}: where
 * everybody can be anybody there are no books to be protected, and a production configuration, which has another issuer, is given
 * real time itself, by which nothing here is ever asked.
 *
 * <p>What it is ahead by is a row of the database, so that {@code credits_now()} tells the same time to whatever is asked in SQL,
 * psql included, and a server that is started again goes on with it. It never goes back, since the times of the books do not, and
 * leases that were given by a later time would hold until then. Further servers on the same database learn of it when they start.
 */
@ApplicationScoped
public class DevClock {
    @Resource(lookup = "jdbc/credits")
    DataSource dataSource;

    @Inject
    Development development;

    private final ComparedClock real = new ComparedClock(ServiceClock.REAL);
    private final ServiceClock clock = new ServiceClock(real);

    boolean canBeSet() {
        return development.isOn();
    }

    Clock clock() {
        return clock;
    }

    /** What it is ahead of, and what a production configuration goes by. */
    ComparedClock real() {
        return real;
    }

    /**
     * Sets it; from then on it goes on as fast as before.
     *
     * @throws Invalid if the time is over
     * @throws NotFound in a production configuration
     */
    void set(Instant at) {
        if (!canBeSet()) {
            throw new NotFound("resource");
        }
        long microseconds = ChronoUnit.MICROS.between(real.instant(), at);
        int set = Sql.on(dataSource)
                .update(
                        "UPDATE clock SET ahead_microseconds = ? WHERE ahead_microseconds <= ?",
                        microseconds,
                        microseconds);
        if (set == 0) {
            throw new Invalid(
                    "at", "must not be before the service's time, " + clock.instant() + ": it never goes back");
        }
        clock.setAhead(Duration.of(microseconds, ChronoUnit.MICROS));
    }

    /**
     * To be called once at the start, when the schema is there: goes on with what was set; in a production configuration, sees to it
     * that SQL is told real time, although the database may have been somebody's embedded default before.
     */
    public void resume() {
        Sql sql = Sql.on(dataSource);
        if (canBeSet()) {
            sql.first(
                            "SELECT ahead_microseconds FROM clock",
                            row -> Duration.of(row.getLong("ahead_microseconds"), ChronoUnit.MICROS))
                    .ifPresent(clock::setAhead);
        } else {
            sql.update("UPDATE clock SET ahead_microseconds = 0 WHERE ahead_microseconds <> 0");
        }
    }
}
