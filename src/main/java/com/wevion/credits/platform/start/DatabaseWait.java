package com.wevion.credits.platform.start;

import com.wevion.credits.platform.Causes;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.database.DatabaseFailure;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLException;
import javax.sql.DataSource;

/** Waits at the start for a database that is away: a server that came up before it serves when it is there, without another start. */
final class DatabaseWait {
    private static final Logger LOG = Logger.getLogger(DatabaseWait.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    private static final int ANSWER_SECONDS = 2;

    private final DataSource database;
    private final Duration patience;

    /** @param patience the longest wait, as {@code credits.db.start.wait.seconds} sets it */
    DatabaseWait(DataSource database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /**
     * Returns when the database answers.
     *
     * @throws DatabaseFailure if it does not within the patience, with what the driver said last
     */
    void await() {
        long began = System.nanoTime();
        long said = began - BETWEEN_LINES.toNanos();
        SQLException problem = problem();
        while (problem != null) {
            if (System.nanoTime() - began > patience.toNanos()) {
                throw new DatabaseFailure(new SQLException(
                        "The database did not answer within credits.db.start.wait.seconds, which is "
                                + patience.toSeconds() + ": " + reason(problem),
                        problem));
            }
            if (System.nanoTime() - said >= BETWEEN_LINES.toNanos()) {
                said = System.nanoTime();
                LOG.log(Level.WARNING, "The start waits for the database: {0}", reason(problem));
            }
            pause();
            problem = problem();
        }
    }

    private SQLException problem() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(ANSWER_SECONDS) ? null : new SQLException("It is reached and does not answer");
        } catch (SQLException e) {
            return e;
        }
    }

    /** The driver's message; the pool wraps it several times. What is wrong with a certificate does not say whose it is. */
    private static String reason(Throwable problem) {
        return Causes.of(problem)
                .filter(DatabaseWait::isAboutTls)
                .reduce((outer, inner) -> inner)
                .map(cause -> "TLS with it fails (credits.db.ssl): " + message(cause))
                .orElseGet(() -> message(
                        Causes.of(problem).reduce((outer, inner) -> inner).orElseThrow()));
    }

    private static boolean isAboutTls(Throwable cause) {
        return cause instanceof SSLException
                || cause instanceof GeneralSecurityException
                || message(cause).contains("SSL");
    }

    private static String message(Throwable cause) {
        return OneLine.of(String.valueOf(cause.getMessage()));
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", e);
        }
    }
}
