package com.wevion.credits.ledger;

import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Sql;
import com.wevion.credits.platform.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Posts a batch in one transaction of its own, and says what a failure of the database means for it. A batch is decided by
 * what this server remembers and written in one round trip, if everything is as it was remembered. What it does not
 * remember is read first. Where that has been overtaken, or an operation is to be refused by it, the accounts are locked and
 * what the decisions need is read under the lock.
 */
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
    private final Memory memory;
    private final BookTime time;

    /** @param dataSource whose connections take part in no other transaction and commit by themselves */
    Poster(DataSource dataSource, Memory memory, BookTime time) {
        this.dataSource = dataSource;
        this.memory = memory;
        this.time = time;
    }

    /**
     * Posts the batch and commits.
     *
     * @throws Rejected if the database refuses the rows; nothing was written
     * @throws Unavailable if the database is away; whether anything was written is unknown, a retry tells
     */
    List<Outcome> post(List<Operation> batch) throws Rejected {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                Decisions written = post(connection, batch);
                memory.learn(written);
                return written.outcomes();
            } catch (SQLException e) {
                memory.forget(batch);
                time.learn(e);
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

    private Decisions post(Connection connection, List<Operation> batch) throws SQLException {
        time.require(connection);
        try {
            Optional<Decisions> decisions = decideWithoutLock(connection, batch);
            if (decisions.isPresent()) {
                write(connection, decisions.get());
                return decisions.get();
            }
        } catch (SQLException e) {
            if (!Writer.isOvertaken(e)) {
                throw e;
            }
            memory.forget(batch);
        }
        return postUnderLock(connection, batch);
    }

    /** By what is remembered, or read now; empty if the answers must not rest on that. */
    private Optional<Decisions> decideWithoutLock(Connection connection, List<Operation> batch) throws SQLException {
        Optional<Decisions> remembered = decide(batch, memory);
        return remembered.isPresent() ? remembered : decide(batch, Lookup.withoutLock(connection, batch));
    }

    private Optional<Decisions> decide(List<Operation> batch, Facts facts) {
        try {
            return Optional.of(Decisions.of(batch, facts, time.instant()));
        } catch (Facts.NotCertain e) {
            return Optional.empty();
        }
    }

    private void write(Connection connection, Decisions decisions) throws SQLException {
        if (Writer.isOneStatement(decisions)) {
            Writer.write(connection, decisions, time.reached(decisions.decidedAt()));
        } else {
            Sql.inTransaction(connection, () -> {
                Writer.write(connection, decisions, time.reached(decisions.decidedAt()));
                return decisions;
            });
        }
    }

    private Decisions postUnderLock(Connection connection, List<Operation> batch) throws SQLException {
        return Sql.inTransaction(connection, () -> {
            Decisions decisions = Decisions.of(batch, Lookup.underLock(connection, batch), time.instant());
            Writer.write(connection, decisions, time.reached(decisions.decidedAt()));
            return decisions;
        });
    }

    /**
     * Serialization failure, deadlock, rows changed by somebody without their account's lock, a clock that is compared again: the same
     * again may succeed.
     */
    private static boolean isPassing(String state) {
        return state.equals("40001")
                || state.equals("40P01")
                || state.equals(Writer.OVERTAKEN)
                || state.equals(Writer.AHEAD);
    }

    /** Data exceptions (22) and violated constraints (23) are about the rows, everything else about the database. */
    private static boolean isRejection(String state) {
        return state.startsWith("22") || state.startsWith("23");
    }
}
