package com.wevion.credits.platform.time;

import com.wevion.credits.platform.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Compares this server's clock with the database's, at the start and every few seconds, and says so when they disagree. */
@ApplicationScoped
public class ClockComparison {
    private static final Logger LOG = Logger.getLogger(ClockComparison.class.getName());
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    @Resource(lookup = "jdbc/credits")
    DataSource database;

    @Inject
    ComparedClock clock;

    @Inject
    @ConfigProperty(name = "credits.clock.difference.seconds")
    long maxSeconds;

    private boolean agreed = true;

    void begin(@Observes Rounds rounds) {
        rounds.every("clocks", BETWEEN_ROUNDS, this::ahead);
    }

    /**
     * Compares the clocks, and returns the time by which this server's is ahead, negative if it is behind. While the database is away,
     * returns the last result.
     */
    public Duration ahead() {
        return compared();
    }

    private synchronized Duration compared() {
        try (Connection connection = database.getConnection()) {
            clock.compare(connection);
        } catch (SQLException e) {
            LOG.log(Level.FINE, "The clocks could not be compared", e);
        }
        Duration ahead = clock.ahead();
        boolean agree = agrees(ahead);
        if (agreed && !agree) {
            LOG.log(Level.WARNING, "{0} This server is not ready until it is put right.", clock.tell());
        } else if (agree && !agreed) {
            LOG.log(Level.INFO, "The clock of this server agrees with its database''s again.");
        }
        agreed = agree;
        return ahead;
    }

    /** By how much it was ahead when it was compared last. */
    Duration last() {
        return clock.ahead();
    }

    boolean agrees(Duration ahead) {
        return ahead.abs().compareTo(allowed()) <= 0;
    }

    /** By how much they may differ, either way. */
    Duration allowed() {
        return Duration.ofSeconds(maxSeconds);
    }
}
