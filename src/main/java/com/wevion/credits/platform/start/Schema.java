package com.wevion.credits.platform.start;

import com.wevion.credits.platform.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The schema of the database, and how this server stands to it: a server is as new as the newest of its migrations. One that is as new
 * as the schema or newer brings it up to its own; an older one changes nothing, neither tables nor functions, and works only if the
 * schema still serves it, as {@code schema_compatibility} says.
 */
final class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class.getName());

    /** The lock of all servers that look at the version of the schema and then perhaps change it; "credits" in ASCII. */
    static final long LOCK = 0x63726564697473L;

    /** So long at a time does PostgreSQL wait for the lock: shorter than any time-out of the driver's. */
    private static final int LOCK_MILLIS = 1_000;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource database;
    private final Flyway flyway;
    private final Duration patience;

    /**
     * @param patience the longest time that another server may take to migrate
     * @param locations the places of this server's migrations, as Flyway has it
     */
    Schema(DataSource database, Duration patience, String... locations) {
        this.database = database;
        this.patience = patience;
        this.flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations(locations)
                .lockRetryCount(Math.toIntExact(patience.toSeconds()))
                .load();
    }

    /**
     * Brings the schema up to this server, unless it is newer already. Several servers, older and newer, may do so together: one after the
     * other looks and migrates. What is cut off in the middle is as if it had not begun, and the next start does it.
     *
     * @throws SchemaTooNew if the schema does not serve this server any more; nothing was changed
     * @throws SchemaNotMigrated if there is something to do, and this role of the database may not
     * @throws SQLException if the database does not answer, or another server migrates for longer than the patience
     */
    void bringUp() throws SQLException {
        try (Connection holder = database.getConnection()) {
            Sql.inTransaction(holder, () -> {
                lock(holder);
                List<MigrationInfo> all = Arrays.asList(flyway.info().all());
                refuseIfTooOld(all);
                if (isOlder(all)) {
                    LOG.log(
                            Level.WARNING,
                            "The schema ({0}) or its functions are newer than this server ({1}), which it serves still; they are left as they are.",
                            new Object[] {named(applied(all)), named(known(all))});
                } else {
                    if (flyway.info().pending().length > 0) {
                        refuseIfNotOurs(holder, all);
                    }
                    flyway.migrate();
                }
                return null;
            });
        }
    }

    /** The number of this server: that of the newest migration that it brings. */
    int server() {
        return number(known(Arrays.asList(flyway.info().all())));
    }

    /** Holds it as long as the transaction; nothing else is done in that, so it may take as long as the migrations. */
    private void lock(Connection holder) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!tryToLock(holder)) {
            if (System.nanoTime() > deadline) {
                throw new SQLException(
                        "Another server migrates the database for more than credits.migration.wait.seconds, which is "
                                + patience.toSeconds(),
                        LOCK_NOT_AVAILABLE);
            }
        }
    }

    private static boolean tryToLock(Connection holder) throws SQLException {
        try (PreparedStatement limits = holder.prepareStatement(
                        "SELECT set_config('idle_in_transaction_session_timeout', '0', true), set_config('lock_timeout', ?, true)");
                PreparedStatement lock = holder.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            limits.setString(1, Integer.toString(LOCK_MILLIS));
            limits.execute();
            lock.setLong(1, LOCK);
            lock.execute();
            return true;
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            holder.rollback();
            return false;
        }
    }

    private void refuseIfTooOld(List<MigrationInfo> all) throws SQLException {
        try (Connection connection = database.getConnection()) {
            int oldest = oldestServed(connection);
            if (oldest > number(known(all))) {
                throw new SchemaTooNew(named(known(all)), named(applied(all)), "V%03d".formatted(oldest));
            }
        }
    }

    private static void refuseIfNotOurs(Connection connection, List<MigrationInfo> all) {
        String role = Sql.on(connection)
                .first(
                        "SELECT current_user AS role WHERE NOT has_schema_privilege(current_schema(), 'CREATE')",
                        row -> row.getString("role"))
                .orElse(null);
        if (role != null) {
            throw new SchemaNotMigrated(role, named(known(all)), named(applied(all)));
        }
    }

    /** The oldest server that the schema serves now; 0 if it says nothing yet. */
    static int oldestServed(Connection connection) throws SQLException {
        Sql sql = Sql.on(connection);
        boolean says = sql.first(
                        "SELECT to_regclass('schema_compatibility') IS NOT NULL AS says", row -> row.getBoolean("says"))
                .orElse(false);
        return says
                ? sql.first("SELECT oldest_server FROM schema_compatibility", row -> row.getInt("oldest_server"))
                        .orElse(0)
                : 0;
    }

    /**
     * True if this server is older than the one that migrated last: by its migrations, or, if these are the same, by its functions, if
     * newer ones have already replaced them or added to them. Functions are never downgraded.
     */
    private static boolean isOlder(List<MigrationInfo> all) {
        int compared = known(all).compareTo(applied(all));
        return compared < 0
                || compared == 0
                        && all.stream()
                                .anyMatch(migration -> wasReplaced(migration, all) || isUnknownFunction(migration));
    }

    private static boolean wasReplaced(MigrationInfo migration, List<MigrationInfo> all) {
        return isPendingFunction(migration)
                && all.stream()
                        .filter(other -> other.getState().isApplied())
                        .filter(other -> other.getScript().equals(migration.getScript()))
                        .anyMatch(other -> migration.getChecksum().equals(other.getChecksum()));
    }

    private static boolean isUnknownFunction(MigrationInfo migration) {
        return migration.getVersion() == null
                && migration.getState().isApplied()
                && !migration.getState().isResolved();
    }

    private static boolean isPendingFunction(MigrationInfo migration) {
        return migration.getVersion() == null && !migration.getState().isApplied();
    }

    private static MigrationVersion known(List<MigrationInfo> all) {
        return newest(all, migration -> migration.getState().isResolved())
                .orElseThrow(() -> new IllegalStateException("This server brings no migrations"));
    }

    private static MigrationVersion applied(List<MigrationInfo> all) {
        return newest(all, migration -> migration.getState().isApplied()).orElse(MigrationVersion.fromVersion("0"));
    }

    private static Optional<MigrationVersion> newest(List<MigrationInfo> all, Predicate<MigrationInfo> which) {
        return all.stream()
                .filter(migration -> migration.getVersion() != null)
                .filter(which)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
    }

    private static int number(MigrationVersion version) {
        return Integer.parseInt(version.getVersion());
    }

    private static String named(MigrationVersion version) {
        return "V%03d".formatted(number(version));
    }
}
