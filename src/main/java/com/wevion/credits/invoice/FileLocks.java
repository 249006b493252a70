package com.wevion.credits.invoice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Lets one server at a time work on a file of a shared folder. */
final class FileLocks {
    private final DataSource dataSource;

    FileLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work unless another server is doing it; the lock ends with the work, or with the server. */
    <T> Optional<T> with(String name, Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            if (!call(connection, "SELECT pg_try_advisory_lock(hashtextextended('inbox ' || ?, 0))", name)) {
                return Optional.empty();
            }
            try {
                return Optional.ofNullable(work.get());
            } finally {
                call(connection, "SELECT pg_advisory_unlock(hashtextextended('inbox ' || ?, 0))", name);
            }
        } catch (SQLException e) {
            throw new ImportFailed(e);
        }
    }

    private static boolean call(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
