package com.wevion.credits.ledger;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Posts a batch in one transaction of its own, and says what a failure of the database means for it. */
final class Poster {
    /** The operation itself cannot be written, for example because its amount or a companion's row is refused. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1L;

        Rejected(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        String sqlState() {
            return ((SQLException) getCause()).getSQLState();
        }
    }

    private static final Logger LOG = Logger.getLogger(Poster.class.getName());
    private static final int MOST_ATTEMPTS = 5;

    private final DataSource dataSource;
    private final Clock clock;

    /** @param dataSource whose connections take part in no other transaction and commit by themselves */
    Poster(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * Posts the batch and commits.
     *
     * @throws Rejected if the database refuses the rows; nothing was written
     * @throws Unavailable if the database is away; whether anything was written is unknown, a retry tells
     */
    List<Outcome> post(Batch batch) throws Rejected {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                return batch.hasCompanions()
                        ? postAndCommit(connection, batch)
                        : batch.post(connection, clock.instant());
            } catch (SQLException e) {
                String state = e.getSQLState() == null ? "" : e.getSQLState();
                if (isPassing(state) && attempt < MOST_ATTEMPTS) {
                    continue;
                }
                if (isRejection(state)) {
                    throw new Rejected(e);
                }
                LOG.log(Level.WARNING, "The ledger cannot reach its database: {0}", OneLine.of(e.getMessage()));
                throw new Unavailable("The ledger cannot reach its database; retry with the same key.");
            }
        }
    }

    private List<Outcome> postAndCommit(Connection connection, Batch batch) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<Outcome> outcomes = batch.post(connection, clock.instant());
            connection.commit();
            return outcomes;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** Serialization failure or deadlock: the same again may succeed. */
    private static boolean isPassing(String state) {
        return state.equals("40001") || state.equals("40P01");
    }

    /** Data exceptions (22) and violated constraints (23) are about the rows, everything else about the database. */
    private static boolean isRejection(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }
}
