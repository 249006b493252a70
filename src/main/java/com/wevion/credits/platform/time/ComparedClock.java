package com.wevion.credits.platform.time;

import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * This server's clock for as long as it is not ahead of its database's; otherwise the time of the database, which all servers have
 * in common. So one server whose clock is wrong decides for nobody else. Between two comparisons the time of the database is known by
 * the time that has passed, whatever the server's clock is set to meanwhile. Thread-safe.
 */
public final class ComparedClock extends Clock {
    /** By how much it may be ahead: an answer is on its way for a moment. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private record Reading(Instant database, long atNanos) {}

    private final Clock own;
    private volatile Reading reading;

    /** @param own this server's clock, in microseconds */
    public ComparedClock(Clock own) {
        this.own = own;
    }

    /**
     * Asks the database for its time. The database reads it between the question and the answer: counted from the question, its time is
     * never underestimated, and no server is wrongly taken to be ahead. An answer that takes longer than the tolerance is less precise than
     * an earlier one, which is kept.
     *
     * @param connection a connection, which may be in a transaction
     */
    public void compare(Connection connection) throws SQLException {
        long asked = System.nanoTime();
        try (PreparedStatement statement = connection.prepareStatement("SELECT database_clock() AS at");
                ResultSet row = statement.executeQuery()) {
            row.next();
            Instant database = Sql.instant(row, "at");
            if (reading == null || System.nanoTime() - asked < TOLERANCE.toNanos()) {
                reading = new Reading(database, asked);
            }
        }
    }

    /** By how much this server's clock is ahead of the database's, negative if it is behind; zero before the first comparison. */
    public Duration ahead() {
        Reading known = reading;
        return known == null ? Duration.ZERO : Duration.between(database(known), own.instant());
    }

    /** The same as a sentence, for people. */
    public String tell() {
        Duration ahead = ahead();
        return "The clock of this server is " + ahead.abs().toSeconds() + " s "
                + (ahead.isNegative() ? "behind" : "ahead of") + " its database's.";
    }

    @Override
    public Instant instant() {
        Instant here = own.instant();
        Reading known = reading;
        if (known == null) {
            return here;
        }
        // Not just the database's time: there would be a step back each time the difference passes the tolerance.
        Instant latest = database(known).plus(TOLERANCE);
        return here.isAfter(latest) ? latest : here;
    }

    private static Instant database(Reading known) {
        return known.database.plusNanos(System.nanoTime() - known.atNanos).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The service knows no other zone than UTC");
    }
}
