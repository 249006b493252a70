package com.wevion.credits.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * PgBouncer with {@code server-config/pgbouncer/pgbouncer.ini} as it is, but for hosts, ports, files, and that it believes its clients who
 * they say they are.
 *
 * <p>The system property {@code credits.test.pgbouncer} names the program, {@code /usr/sbin/pgbouncer} by default. Tests that need it are
 * skipped without it, or fail if {@code credits.test.pgbouncer.required} is true.
 */
public final class PgBouncer implements AutoCloseable {
    private static final String PROGRAM = System.getProperty("credits.test.pgbouncer", "/usr/sbin/pgbouncer");
    private static final Path EXAMPLE = Path.of("server-config/pgbouncer/pgbouncer.ini");
    private static final Duration START = Duration.ofSeconds(20);
    private static final int STOP_SECONDS = 10;

    private final int port = Ports.anyFree();
    private final Process process;

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param behind the server that it connects to
     */
    public PgBouncer(Path folder, InstalledPostgres behind) {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new StartFailure(
                    "No PgBouncer at " + PROGRAM + ": install Debian's package pgbouncer, or name another by"
                            + " -Dcredits.test.pgbouncer=<program>");
        }
        try {
            Files.createDirectories(folder);
            Path users = Files.writeString(folder.resolve("users.txt"), "\"credits\" \"\"\n");
            String text = Files.readString(EXAMPLE);
            text = replace(text, "host=db port=5432", "host=127.0.0.1 port=" + behind.port());
            text = replace(text, "listen_addr = 0.0.0.0", "listen_addr = 127.0.0.1\nunix_socket_dir =");
            text = replace(text, "listen_port = 6432", "listen_port = " + port);
            text = replace(text, "auth_type = scram-sha-256", "auth_type = trust");
            text = replace(text, "/etc/pgbouncer/userlist.txt", users.toString());
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), text);
            process = new ProcessBuilder(InstalledPostgres.asItsUser(List.of(PROGRAM, configuration.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new StartFailure("PgBouncer does not start", e);
        }
        Awaitility.await().atMost(START).until(this::answers);
    }

    /** For conditions of tests. */
    public static boolean isInstalledOrRequired() {
        return InstalledPostgres.isInstalledOrRequired()
                && (Files.isExecutable(Path.of(PROGRAM)) || Boolean.getBoolean("credits.test.pgbouncer.required"));
    }

    private static String replace(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new StartFailure(EXAMPLE + " has no " + what);
        }
        return text.replace(what, by);
    }

    private boolean answers() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.net.ConnectException e) {
            if (!process.isAlive()) {
                throw new StartFailure("PgBouncer has ended", e);
            }
            return false;
        }
    }

    /** JDBC URL of one of its databases, without a user. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
