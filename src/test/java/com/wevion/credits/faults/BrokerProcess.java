package com.wevion.credits.faults;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalBroker;
import com.wevion.credits.dev.Ports;
import com.wevion.credits.dev.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The broker as a process of its own, which can be killed. It ends with the one that started it. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String USER = "credits";
    private static final String PASSWORD = "of-a-test";

    private final Path folder;
    private final int port = Ports.anyFree();
    private Process process;

    /** With its messages in this folder; nothing is started yet. */
    BrokerProcess(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The process. */
    public static void main(String... arguments) {
        Settings settings = Settings.load(Map.of());
        try (DataFolder data = DataFolder.open(settings.dataFolder());
                LocalBroker broker = new LocalBroker(settings, data)) {
            broker.start();
            ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
            Awaitility.await().forever().until(() -> !broker.isActive() || !parent.isAlive());
            Runtime.getRuntime().halt(1); // a broker that failed may hang in its end
        }
    }

    /** Starts it, unless it runs, and returns when it listens. */
    void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()));
        builder.environment()
                .putAll(Map.of(
                        "CREDITS_DATA_DIR",
                        folder.toString(),
                        "CREDITS_BROKER_PORT",
                        Integer.toString(port),
                        "CREDITS_BROKER_USER",
                        USER,
                        "CREDITS_BROKER_PASSWORD",
                        PASSWORD));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the broker listens, see " + log()).atMost(START).until(this::listens);
    }

    /** Beside its folder, which may be full. */
    private File log() {
        return folder.resolveSibling(folder.getFileName() + ".log").toFile();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** The settings of a server that reaches the broker at another port. */
    static Map<String, String> settings(int port) {
        return Map.of(
                "credits.broker.url", "tcp://127.0.0.1:" + port,
                "credits.broker.user", USER,
                "credits.broker.password", PASSWORD);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
