package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.decision.Decisions;
import com.wevion.credits.ledger.decision.Facts;
import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Decision;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.trace.Trace;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** An account, or another row that is needed, was locked for too long, or the statement took too long; nothing was written. */
    static final class RowLocked extends Exception {
        private static final long serialVersionUID = 1L;

        RowLocked(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        /** True if it was surely a lock, for which it waited a short time only. */
        boolean isLock() {
            return stateOf((SQLException) getCause()).equals(LOCK_NOT_AVAILABLE);
        }
    }

    private static final Logger LOG = Logger.getLogger(Poster.class.getName());
    private static final int MAX_ATTEMPTS = 5;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** PostgreSQL's statement time-out. */
    private static final String QUERY_CANCELED = "57014";

    /** Whoever locks a row of an account as the writer does would have to wait for it. */
    private static final String LOCKED = """
            WITH free AS MATERIALIZED (SELECT id FROM account WHERE id = ANY (?) FOR NO KEY UPDATE SKIP LOCKED)
            SELECT id FROM account WHERE id = ANY (?) AND id NOT IN (SELECT id FROM free)""";

    private final DataSource dataSource;
    private final Memory memory;
    private final BookTime time;

    /** @param dataSource gives connections that take part in no other transaction and commit by themselves */
    Poster(DataSource dataSource, Memory memory, BookTime time) {
        this.dataSource = dataSource;
        this.memory = memory;
        this.time = time;
    }

    /**
     * Posts the batch and commits.
     *
     * @param callers their places in traces
     * @throws Rejected if the database refuses the rows; nothing was written
     * @throws RowLocked if a row was locked for too long; nothing was written
     * @throws Unavailable if the database does not take it now; nothing was written
     * @throws OutcomeUnknown if the connection was lost; whether it was written a retry tells
     */
    List<Decision<?>> post(List<Operation<?>> batch, List<Trace.Place> callers) throws Rejected, RowLocked {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connection()) {
                Decisions written = Trace.together("ledger batch", callers)
                        .with("credits.operations", batch.size())
                        .in(() -> post(connection, batch));
                memory.learn(written);
                return written.decisions();
            } catch (SQLException e) {
                memory.forget(batch);
                time.learn(e);
                if (!isPassing(stateOf(e)) || attempt == MAX_ATTEMPTS) {
                    throwWhatItMeans(e);
                }
            }
        }
    }

    private Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static Unavailable away(SQLException cause) {
        LOG.log(Level.WARNING, "The ledger cannot reach its database: {0}", OneLine.of(cause.getMessage()));
        return new Unavailable("The ledger cannot reach its database.");
    }

    private static void throwWhatItMeans(SQLException failure) throws Rejected, RowLocked {
        String state = stateOf(failure);
        if (isLocked(state)) {
            throw new RowLocked(failure);
        }
        if (isRejection(state)) {
            throw new Rejected(failure);
        }
        if (isLoss(state)) {
            LOG.log(Level.WARNING, "The ledger has lost its database: {0}", OneLine.of(failure.getMessage()));
            throw new OutcomeUnknown("The ledger has lost the connection to its database.");
        }
        if (state.equals(Writer.AHEAD)) {
            throw new Unavailable("The clock of this server is ahead of its database's.");
        }
        throw away(failure);
    }

    /**
     * Those of the accounts that another transaction has locked now; all, if not even that can be asked.
     *
     * @throws Unavailable if the database is away
     */
    Set<Long> locked(Collection<Long> accounts) {
        Set<Long> locked = new HashSet<>();
        try (Connection connection = connection();
                PreparedStatement look = connection.prepareStatement(LOCKED)) {
            Array ids = connection.createArrayOf("bigint", accounts.toArray());
            look.setArray(1, ids);
            look.setArray(2, ids);
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getLong("id"));
                }
            }
            return locked;
        } catch (SQLException e) {
            if (isLocked(stateOf(e))) {
                return Set.copyOf(accounts);
            }
            throw away(e);
        }
    }

    private Decisions post(Connection connection, List<Operation<?>> batch) throws SQLException {
        time.require(connection);
        try {
            Optional<Decisions> decisions = decideWithoutLock(connection, batch);
            if (decisions.isPresent()) {
                return statement("ledger write").in(() -> {
                    write(connection, decisions.get());
                    return decisions.get();
                });
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
    private Optional<Decisions> decideWithoutLock(Connection connection, List<Operation<?>> batch) throws SQLException {
        Optional<Decisions> remembered = decide(batch, memory);
        if (remembered.isPresent()) {
            return remembered;
        }
        return statement("ledger lookup").in(() -> decide(batch, Lookup.withoutLock(connection, batch)));
    }

    private Optional<Decisions> decide(List<Operation<?>> batch, Facts facts) {
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

    private static Trace statement(String name) {
        return Trace.ask(name).with("db.system", "postgresql");
    }

    private Decisions postUnderLock(Connection connection, List<Operation<?>> batch) throws SQLException {
        return statement("ledger write under lock")
                .in(() -> Sql.inTransaction(connection, () -> {
                    Decisions decisions = Decisions.of(batch, Lookup.underLock(connection, batch), time.instant());
                    Writer.write(connection, decisions, time.reached(decisions.decidedAt()));
                    return decisions;
                }));
    }

    private static boolean isLocked(String state) {
        return state.equals(LOCK_NOT_AVAILABLE) || state.equals(QUERY_CANCELED);
    }

    private static String stateOf(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /** True if the connection may have ended after the commit and before its answer; any other failure ends the transaction. */
    private static boolean isLoss(String state) {
        return state.isEmpty() || state.startsWith("08") || state.startsWith("57P");
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
