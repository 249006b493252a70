package com.wevion.credits.invoice;

import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Lets one server at a time work on a file of a shared folder. The lock is a transaction's and not a session's, as a pooler may give each
 * transaction another session. The transaction does nothing else, so it may take as long as the work.
 */
final class FileLocks {
    private static final String LOCK =
            "SELECT set_config('idle_in_transaction_session_timeout', '0', true), pg_try_advisory_xact_lock(hashtextextended('inbox ' || ?, 0))";

    private final DataSource dataSource;

    FileLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work unless another server is doing it; the lock ends with the work, or with the server. */
    <T> Optional<T> with(String name, Supplier<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.inTransaction(
                    connection, () -> isLocked(connection, name) ? Optional.ofNullable(work.get()) : Optional.empty());
        } catch (SQLException e) {
            throw new ImportFailed(e);
        }
    }

    private static boolean isLocked(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(2);
            }
        }
    }
}
