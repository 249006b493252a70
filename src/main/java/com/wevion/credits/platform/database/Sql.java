package com.wevion.credits.platform.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * SQL where JPA is too far away from the rows: one statement, its parameters in order, each row turned into a value. A
 * connection is taken from the pool for each statement; inside a JTA transaction the pool gives the transaction's own.
 */
public final class Sql {
    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the columns; does not move to another row. */
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource dataSource;
    private final Connection shared;

    private Sql(DataSource dataSource, Connection shared) {
        this.dataSource = dataSource;
        this.shared = shared;
    }

    /** Statements on connections of this pool. */
    public static Sql on(DataSource dataSource) {
        return new Sql(dataSource, null);
    }

    /** Statements on a connection that is the caller's, who closes it. */
    public static Sql on(Connection connection) {
        return new Sql(null, connection);
    }

    /** Runs statements on one connection and commits them together; only where there is no JTA transaction. */
    public <T> T together(Function<Sql, T> statements) {
        try (Connection connection = dataSource.getConnection()) {
            return inTransaction(connection, () -> statements.apply(new Sql(dataSource, connection)));
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Work in a transaction of a connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs; what it throws rolls everything back. */
        T run() throws SQLException;
    }

    /** Runs work in a transaction of its own on a connection that is otherwise in auto-commit mode. */
    public static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean committed = false;
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            committed = true;
            return result;
        } finally {
            // Whatever was thrown: switching to autocommit would commit what is left.
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    /** The first row, if there is any. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = list(sql, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** All rows; the statement limits their number. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = new ArrayList<>();
        run(sql, parameters, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
            return null;
        });
        return rows;
    }

    /** Changes rows; returns how many. */
    public int update(String sql, Object... parameters) {
        return run(sql, parameters, PreparedStatement::executeUpdate);
    }

    @FunctionalInterface
    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Object[] parameters, Execution<T> execution) {
        try {
            if (shared != null) {
                return run(shared, sql, parameters, execution);
            }
            try (Connection connection = dataSource.getConnection()) {
                return run(connection, sql, parameters, execution);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static <T> T run(Connection connection, String sql, Object[] parameters, Execution<T> execution)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return execution.of(statement);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(
                        index + 1,
                        parameters[index] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameters[index]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** A column of type {@code timestamptz}; null stays null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A column of type {@code uuid}; null stays null. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** A column of type {@code bigint}; null stays null. */
    public static Long nullableLong(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
