package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;

/**
 * nginx with {@code server-config/nginx/credits.conf} as it is, but for ports, files and servers, on loopback and with a certificate
 * of its own. What it logs stays in {@code target/nginx}.
 *
 * <p>The system property {@code credits.test.nginx} names the program, {@code /usr/sbin/nginx} by default. Tests that need it are
 * skipped without it, or fail if {@code credits.test.nginx.required} is true.
 */
public final class Nginx implements AutoCloseable {
    /** The name that it answers to, of the example. */
    public static final String NAME = "credits.example";

    private static final String PROGRAM = System.getProperty("credits.test.nginx", "/usr/sbin/nginx");
    private static final Path EXAMPLE = Path.of("server-config/nginx/credits.conf");
    private static final Duration START = Duration.ofSeconds(20);
    private static final int STOP_SECONDS = 10;
    private static final int ANSWER_MILLIS = 30_000;

    private final Path folder;
    private final Path temporary;
    private final int plainPort = Ports.anyFree();
    private final int port = Ports.anyFree();
    private final SelfSigned certificate;
    private final Process process;
    private final Thread atExit = new Thread(this::stop, "stop nginx");

    private Nginx(String name, List<String> servers) {
        folder = Path.of("target/nginx", name).toAbsolutePath();
        DataFolder.delete(folder);
        try {
            Files.createDirectories(folder);
            // Here, and open, as its workers are nobody where root starts it, and may not find into the project.
            temporary = Files.createTempDirectory("nginx");
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
            certificate = SelfSigned.named(NAME, folder);
            Files.writeString(folder.resolve("credits.conf"), example(servers));
            Files.writeString(folder.resolve("nginx.conf"), around());
            process = new ProcessBuilder(
                            PROGRAM,
                            "-p",
                            folder.toString(),
                            "-c",
                            folder.resolve("nginx.conf").toString(),
                            "-e",
                            errors().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new StartFailure("nginx does not start", e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** For conditions of tests. */
    public static boolean isInstalledOrRequired() {
        return Files.isExecutable(Path.of(PROGRAM)) || Boolean.getBoolean("credits.test.nginx.required");
    }

    /**
     * Starts it.
     *
     * @param name of its folder
     * @param servers it is in front of, each as {@code host:port} and parameters of nginx
     * @throws StartFailure if it is not installed or does not take the example
     */
    public static Nginx start(String name, String... servers) {
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            throw new StartFailure("No nginx at " + PROGRAM + ": install Debian's package nginx-light (apt-get install"
                    + " nginx-light), or name another by -Dcredits.test.nginx=<program>");
        }
        Nginx nginx = new Nginx(name, List.of(servers));
        try {
            Awaitility.await().atMost(START).until(nginx::answers);
        } catch (RuntimeException e) {
            nginx.close();
            throw new StartFailure("nginx does not start: " + Command.tail(nginx.errors(), 20), e);
        }
        return nginx;
    }

    private boolean answers() throws IOException {
        if (!process.isAlive()) {
            throw new StartFailure("nginx has ended");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    private String example(List<String> servers) throws IOException {
        String text = Files.readString(EXAMPLE);
        text = replace(text, "listen 80;", "listen 127.0.0.1:" + plainPort + ";");
        text = replace(text, "listen 443 ", "listen 127.0.0.1:" + port + " ");
        text = replace(
                text,
                "/etc/ssl/credits/fullchain.pem",
                certificate.certificate().toString());
        text = replace(text, "/etc/ssl/credits/privkey.pem", certificate.key().toString());
        return replace(
                text,
                "server 127.0.0.1:8080;",
                servers.stream().map(server -> "server " + server + ";").collect(Collectors.joining(" ")));
    }

    private static String replace(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new StartFailure(EXAMPLE + " has no " + what);
        }
        return text.replace(what, by);
    }

    private String around() {
        String paths = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> kind + "_temp_path " + temporary.resolve(kind) + ";\n")
                .collect(Collectors.joining());
        return "daemon off;\nworker_processes 1;\npid " + folder.resolve("nginx.pid") + ";\nerror_log " + errors()
                + ";\nevents { worker_connections 512; }\nhttp {\n" + paths
                + "log_format whole '$status [$upstream_addr] $request';\naccess_log " + requests()
                + " whole;\ninclude " + folder.resolve("credits.conf") + ";\n}\n";
    }

    private Path errors() {
        return folder.resolve("error.log");
    }

    private Path requests() {
        return folder.resolve("access.log");
    }

    /** A line for each request that has ended: its status, the servers it was sent to in brackets, its first line. */
    public List<String> log() {
        try {
            return Files.readAllLines(requests());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection with TLS to the name of the example, whose certificate is checked. */
    public Socket connect() throws IOException {
        return connect(NAME, "127.0.0.1");
    }

    /**
     * A connection with TLS.
     *
     * @param name the name that is asked for
     * @param from the address of this machine that limits apply to
     */
    public Socket connect(String name, String from) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        plain.setSoTimeout(ANSWER_MILLIS);
        plain.setTcpNoDelay(true);
        SSLSocket socket = (SSLSocket) certificate.trusting().getSocketFactory().createSocket(plain, name, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** A connection without TLS. */
    public Socket connectPlainly() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), plainPort);
        socket.setSoTimeout(ANSWER_MILLIS);
        return socket;
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
        DataFolder.delete(temporary);
    }
}
