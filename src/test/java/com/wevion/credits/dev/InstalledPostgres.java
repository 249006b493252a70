package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the PostgreSQL that is installed on this machine, for what the embedded one comes without: backups and replicas. It listens on
 * loopback only, and believes everybody there who he says he is.
 *
 * <p>The system property {@code credits.test.postgresql} names the folder of its programs; by default that of Debian's newest version. Tests
 * that need it are skipped without it, or fail if {@code credits.test.postgresql.required} is true.
 */
public final class InstalledPostgres implements AutoCloseable {
    private static final Path PROGRAMS = Optional.ofNullable(System.getProperty("credits.test.postgresql"))
            .map(Path::of)
            .orElseGet(InstalledPostgres::newest);
    private static final int TIMEOUT_SECONDS = 120;

    private final Path data;
    private final Path log;
    private final int port = Ports.anyFree();

    private InstalledPostgres(Path data) {
        LocalPostgres.registerDriver();
        this.data = data.toAbsolutePath();
        this.log = this.data.resolveSibling(data.getFileName() + ".log");
    }

    private static Path newest() {
        Path versions = Path.of("/usr/lib/postgresql");
        try (Stream<Path> all = Files.isDirectory(versions) ? Files.list(versions) : Stream.empty()) {
            return all.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElse(versions)
                    .resolve("bin");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For conditions of tests. */
    public static boolean isInstalledOrRequired() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"))
                || Boolean.getBoolean("credits.test.postgresql.required");
    }

    /** The folder of its programs. */
    public static Path programs() {
        if (!Files.isExecutable(PROGRAMS.resolve("postgres"))) {
            throw new StartFailure(
                    "No PostgreSQL at " + PROGRAMS + ": install Debian's package postgresql, or name another by"
                            + " -Dcredits.test.postgresql=<folder of its programs>");
        }
        return PROGRAMS;
    }

    /**
     * A new server that runs, with an empty database {@code credits} of a user of that name.
     *
     * @param data its folder, which becomes a new one
     * @param settings lines of its configuration
     */
    public static InstalledPostgres create(Path data, String... settings) {
        InstalledPostgres server = new InstalledPostgres(data);
        try {
            DataFolder.delete(server.data);
            Files.createDirectories(server.data.getParent());
            server.run(
                    "initdb",
                    "--username=postgres",
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "-D",
                    server.data.toString());
            server.configure("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "timezone = UTC");
            server.configure("max_connections = 150");
            server.configure(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.start();
        server.execute("CREATE ROLE credits LOGIN");
        server.execute("CREATE DATABASE credits OWNER credits");
        return server;
    }

    /** The server of a folder that has all that it needs, not yet started. */
    public static InstalledPostgres of(Path data) {
        return new InstalledPostgres(data);
    }

    /** Adds lines to its configuration, which a later start or reload takes in. */
    public void configure(String... settings) {
        try {
            Files.write(data.resolve("postgresql.conf"), List.of(settings), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A streaming replica that runs.
     *
     * @param name by which this server knows it, as in {@code synchronous_standby_names}
     */
    public InstalledPostgres replica(Path folder, String name) {
        InstalledPostgres replica = new InstalledPostgres(folder);
        DataFolder.delete(replica.data);
        run(
                "pg_basebackup",
                "-d",
                "host=127.0.0.1 port=" + port + " user=postgres application_name=" + name,
                "--write-recovery-conf",
                "--checkpoint=fast",
                "-D",
                replica.data.toString());
        replica.start();
        return replica;
    }

    /** A base backup, with the options of pg_basebackup. */
    public void backUp(Path to, String... options) {
        DataFolder.delete(to);
        List<String> arguments = new ArrayList<>(List.of(
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "postgres",
                "--checkpoint=fast",
                "-D",
                to.toString()));
        arguments.addAll(List.of(options));
        run("pg_basebackup", arguments.toArray(String[]::new));
    }

    /** Starts it, and returns when it takes connections. */
    public void start() {
        run("pg_ctl", "start", "-w", "-D", data.toString(), "-l", log.toString(), "-o", "-p " + port);
    }

    /** Makes a replica the primary, and returns when it is. */
    public void promote() {
        run("pg_ctl", "promote", "-w", "-D", data.toString());
    }

    /** The server of exactly this folder, if it runs; the pid may since belong to somebody else. */
    private Optional<ProcessHandle> postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.trim()))
                    .filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** SIGKILL to all its processes. */
    public void kill() {
        postmaster().ifPresent(LocalPostgres::kill);
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(programs().resolve(program).toString());
        command.addAll(List.of(arguments));
        Command.run(asItsUser(command), log, TIMEOUT_SECONDS);
    }

    /** The command as somebody else than root, whom PostgreSQL refuses, if it is root. */
    public static List<String> asItsUser(List<String> command) {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Its port of 127.0.0.1. */
    public int port() {
        return port;
    }

    /** JDBC URL of the database, without a user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/credits";
    }

    /** JDBC URL of the database for a superuser. */
    public String adminUrl() {
        return url() + "?user=postgres";
    }

    /** Runs a statement as a superuser, in the database {@code postgres}. */
    public void execute(String sql) {
        execute("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres", sql);
    }

    /** Runs a statement as a superuser in the service's database. */
    public void executeInDatabase(String sql) {
        execute(adminUrl(), sql);
    }

    /** Runs a statement at any URL. */
    public static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The result of a query for one value in the service's database, asked as a superuser. */
    public String ask(String sql) {
        try (Connection connection = DriverManager.getConnection(adminUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it at once, if it runs. */
    @Override
    public void close() {
        if (postmaster().isPresent()) {
            run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data.toString());
        }
    }
}
