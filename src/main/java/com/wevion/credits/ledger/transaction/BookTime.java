package com.wevion.credits.ledger.transaction;

import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.time.ComparedClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time by which the ledger decides: the service's, which is the lesser of this server's clock and its database's. What the server
 * does not know of its clock the database notices when it writes, and refuses; then the clocks are compared again. Thread-safe.
 */
public final class BookTime {
    private final Clock clock;
    private final ComparedClock real;
    private final Duration maxAhead;
    private final Duration maxCorrected;
    private volatile boolean doubted;

    /**
     * @param clock the service's, which somebody may have set ahead of real time
     * @param real real time, to be compared with the database's
     * @param maxAhead by how much what is written may be ahead of the database's time, or this server's clock behind it
     * @param maxCorrected by how much this server's clock may be ahead and the database's time be taken instead
     */
    public BookTime(Clock clock, ComparedClock real, Duration maxAhead, Duration maxCorrected) {
        this.clock = clock;
        this.real = real;
        this.maxAhead = maxAhead;
        this.maxCorrected = maxCorrected;
    }

    /** The time by which is decided now. */
    Instant instant() {
        return clock.instant();
    }

    /** The time that the database's clock must have reached when what was decided at that time is written. */
    Instant reached(Instant decided) {
        Duration set = Duration.between(real.instant(), clock.instant());
        return decided.minus(set).minus(maxAhead);
    }

    /**
     * To be called before anything is decided; asks the database only if there is a doubt.
     *
     * @throws Unavailable if this server's clock is so wrong that nothing of it can be right; nothing is written
     */
    void require(Connection connection) throws SQLException {
        if (!doubted && !isTooWrong()) {
            return;
        }
        real.compare(connection);
        doubted = false;
        if (isTooWrong()) {
            throw new Unavailable(real.tell());
        }
    }

    /** To be called when the database has refused to write. */
    void learn(SQLException refusal) {
        if (Writer.AHEAD.equals(refusal.getSQLState())) {
            doubted = true;
        }
    }

    /** Behind, it would place holds that end too soon for others; ahead, it goes on by the database's time for longer. */
    private boolean isTooWrong() {
        Duration ahead = real.ahead();
        return ahead.compareTo(maxCorrected) > 0 || ahead.negated().compareTo(maxAhead) > 0;
    }
}
