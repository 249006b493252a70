package com.wevion.credits.dev;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/**
 * Migrated databases for tests that need no server: one PostgreSQL per JVM, a database of its own for each caller.
 */
public final class ScratchDatabase {
    private static final int MAX_CONNECTIONS = 4;
    private static final LocalPostgres POSTGRES = start();

    /** Migrated once, by version: a copy is made in a tenth of the time. */
    private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private final String url;

    private ScratchDatabase(String url) {
        this.url = url;
    }

    private static LocalPostgres start() {
        ScratchFolder folder = ScratchFolder.make();
        LocalPostgres postgres = folder.postgres();
        postgres.start();
        if (!Boolean.getBoolean("scratch.safe")) {
            letItForgetWhenTheMachineFails(postgres);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            folder.delete();
        }));
        return postgres;
    }

    /** Nobody kills it in a test, so nothing has to wait for the disk; a benchmark does wait. */
    private static void letItForgetWhenTheMachineFails(LocalPostgres postgres) {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            execute(postgres.adminUrl(), "ALTER SYSTEM SET " + setting + " = off");
        }
        execute(postgres.adminUrl(), "SELECT pg_reload_conf()");
    }

    /** A new database with all migrations. */
    public static ScratchDatabase migrated() {
        return migratedTo("latest");
    }

    /** A new database with the tables of servers whose last migration was this one, without functions. */
    public static ScratchDatabase migratedTo(String version) {
        return create(" TEMPLATE " + TEMPLATES.computeIfAbsent(version, ScratchDatabase::template));
    }

    private static String template(String version) {
        ScratchDatabase database = empty();
        if (version.equals("latest")) {
            database.migrate(version);
        } else {
            Flyway.configure()
                    .dataSource(database.url, null, null)
                    .target(version)
                    .repeatableSqlMigrationPrefix("none") // today's functions are of today's tables
                    .load()
                    .migrate();
        }
        return database.name();
    }

    /** A new database with nothing in it. */
    public static ScratchDatabase empty() {
        return create("");
    }

    private static ScratchDatabase create(String from) {
        String name = "scratch_" + UUID.randomUUID().toString().replace('-', '_');
        execute(POSTGRES.adminUrl(), "CREATE DATABASE " + name + " OWNER credits" + from);
        return new ScratchDatabase(POSTGRES.urlWithPassword().replace("/credits?", "/" + name + "?"));
    }

    /** Brings it up to this migration. */
    public void migrate(String version) {
        Flyway.configure().dataSource(url, null, null).target(version).load().migrate();
    }

    /** With user and password. */
    public String url() {
        return url;
    }

    /** With the user and password of the application's role, which may use this database from now on and no more. */
    public String applicationUrl() {
        try {
            LocalPostgres.giveRoles(superuserUrl());
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return url.replaceFirst(
                "user=.*", "user=" + POSTGRES.application() + "&password=" + POSTGRES.applicationPassword());
    }

    /** A small pool of connections that commit by themselves. */
    public HikariDataSource pool() {
        return pool(MAX_CONNECTIONS);
    }

    /** A pool of so many connections that commit by themselves. */
    public HikariDataSource pool(int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(connections);
        return new HikariDataSource(pool);
    }

    /** Removes it; connections that are left are cut. */
    public void drop() {
        execute(POSTGRES.adminUrl(), "DROP DATABASE " + name() + " WITH (FORCE)");
    }

    /** Runs a statement as the owner of the schema. */
    public void execute(String sql) {
        execute(url, sql);
    }

    /** Runs a statement as a superuser, for whom no trigger fires. */
    public void executeAsSuperuser(String sql) {
        execute(superuserUrl(), "SET session_replication_role = replica; " + sql);
    }

    /** With the user and password of a superuser. */
    public String superuserUrl() {
        return POSTGRES.adminUrl().replaceFirst("/postgres\\?", "/" + name() + "?");
    }

    /** The result of a query for one number. */
    public long count(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private String name() {
        return url.replaceFirst(".*/(scratch_[0-9a-f_]+).*", "$1");
    }

    private static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
