package com.wevion.credits.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The embedded PostgreSQL: data in {@code <data folder>/postgres}, as safe as a real one (fsync on), reachable from this
 * machine only and with passwords. Its database has the two roles of {@code server-config/postgresql/roles.sql}: the owner of the schema,
 * and the application, which the server connects as.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final int STOP_SECONDS = 60;
    private static final String SAFE_AND_SIZED = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"
            + " -c max_connections=150 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c timezone=UTC";

    private static final Path ROLES = Path.of("server-config/postgresql/roles.sql");
    private static final String OWNER = "credits";
    private static final String APPLICATION = "credits_app";

    /** More of them slow down whoever guesses short passwords, and each new connection; ours are long and random. */
    private static final int ONE_IS_ENOUGH = 1;

    private final PostgresPrograms programs;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String adminPassword;
    private final String password;
    private final String applicationPassword;

    /** Chooses port and passwords; nothing is started yet, so that others can already be told. */
    public LocalPostgres(DataFolder data, Path programsFolder, int port) {
        registerDriver();
        this.programs = PostgresPrograms.in(programsFolder);
        this.cluster = data.file("postgres");
        this.log = data.file("postgres.log");
        this.port = Ports.choose(port);
        this.adminPassword = data.secret("postgres.password");
        this.password = data.secret("database.password");
        this.applicationPassword = data.secret("application.password");
    }

    /** On JDK 25 Maven lets drivers be looked for before this one is on the class path, and they are looked for once. */
    static void registerDriver() {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new StartFailure("PostgreSQL's driver is not on the class path", e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/credits";
    }

    /** The owner of the schema. */
    public String user() {
        return OWNER;
    }

    public String password() {
        return password;
    }

    /** The role of the application. */
    public String application() {
        return APPLICATION;
    }

    public String applicationPassword() {
        return applicationPassword;
    }

    /** JDBC URL with the user and password of the owner of the schema. */
    public String urlWithPassword() {
        return url() + "?user=" + OWNER + "&password=" + password;
    }

    /** JDBC URL of the superuser, for tests that do what the application must not be able to. */
    public String adminUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=" + adminPassword;
    }

    /** Starts it, after stopping what a killed launcher left running on the same data. */
    public void start() {
        programs.check(log);
        close(); // what a killed launcher left running on the same data
        Ports.mustBeFree(port, "choose another for PostgreSQL by credits.db.port");
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            mustBeOfThisVersion();
        } else {
            StartProgress.say("Making a new database in " + cluster);
            create();
        }
        StartProgress.say("Starting PostgreSQL at 127.0.0.1:" + port);
        String options = "-p " + port + " " + SAFE_AND_SIZED;
        Command.run(
                programs.command(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-w",
                                "-t",
                                "120",
                                "-D",
                                cluster.toString(),
                                "-l",
                                log.toString(),
                                "-o",
                                options)),
                log,
                130);
        prepareDatabase();
    }

    private void mustBeOfThisVersion() {
        try {
            String found = Files.readString(cluster.resolve("PG_VERSION")).trim();
            String ours = programs.major();
            if (!found.equals(ours)) {
                throw new StartFailure(
                        "The data in " + cluster + " are PostgreSQL " + found + "'s, and this is PostgreSQL " + ours
                                + "; move them by its pg_upgrade or set credits.data.dir to another folder");
            }
        } catch (IOException e) {
            throw DataFolder.unusable(cluster, e);
        }
    }

    private void create() {
        Path fresh = cluster.resolveSibling("postgres.new");
        DataFolder.delete(fresh);
        Path passwordFile = cluster.resolveSibling("postgres.password");
        Command.run(
                programs.command(
                        "initdb",
                        List.of(
                                "--username=postgres",
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--locale=C",
                                "--set=scram_iterations=" + ONE_IS_ENOUGH,
                                "--no-instructions",
                                "-D",
                                fresh.toString())),
                log,
                120);
        try {
            Files.move(fresh, cluster);
        } catch (IOException e) {
            throw new StartFailure("The new database cannot be moved to " + cluster, e);
        }
    }

    private void prepareDatabase() {
        try (Connection connection = DriverManager.getConnection(adminUrl());
                Statement statement = connection.createStatement()) {
            makeRole(statement, OWNER, password);
            makeRole(statement, APPLICATION, applicationPassword);
            if (!isThere(statement, "select 1 from pg_database where datname = 'credits'")) {
                statement.execute("create database credits owner " + OWNER);
            }
            giveRoles(adminUrl().replaceFirst("/postgres\\?", "/credits?"));
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be prepared, see " + log, e);
        }
    }

    private static void makeRole(Statement statement, String role, String password) throws SQLException {
        if (!isThere(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role " + role + " login password '" + password + "'");
        }
    }

    /** Gives both roles in a database what they need. */
    static void giveRoles(String superuserUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(superuserUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(ROLES));
        } catch (IOException e) {
            throw new StartFailure(ROLES + " cannot be read: is this the project's folder?", e);
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** The running server of exactly this data folder; the pid may since belong to somebody else. */
    private Optional<ProcessHandle> postmaster() {
        try {
            String pid = Files.readAllLines(cluster.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.trim()))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                    .filter(process -> process.info().commandLine().orElse("").contains(cluster.toString()));
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** True if its first process is there. */
    public boolean runs() {
        return postmaster().isPresent();
    }

    /** Completes when the running server has ended. */
    CompletableFuture<?> ended() {
        return postmaster().map(ProcessHandle::onExit).orElseGet(CompletableFuture::new);
    }

    /** SIGKILL, as the fault tests need it; the data folder then recovers at the next start. */
    public void kill() {
        postmaster().ifPresent(LocalPostgres::kill);
    }

    /** SIGKILL to a PostgreSQL's first process; returns when its children have ended as well. */
    static void kill(ProcessHandle postmaster) {
        List<ProcessHandle> family = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        family.forEach(child -> child.onExit().join());
    }

    /** Stops at once; open transactions are rolled back. */
    @Override
    public void close() {
        if (runs()) {
            Command.run(
                    programs.command("pg_ctl", List.of("stop", "-w", "-m", "fast", "-D", cluster.toString())),
                    log,
                    STOP_SECONDS);
        }
    }
}
