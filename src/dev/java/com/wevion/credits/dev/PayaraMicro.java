package com.wevion.credits.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Payara Micro with the application as a child process, started as in production. Its folder is new at every start: what must be kept is in
 * the database and the broker.
 */
final class PayaraMicro implements Server {
    private static final int STOP_SECONDS = 60;

    private final Settings settings;
    private final Path built;
    private final Path folder;
    private final Path log;
    private final Path pidFile;
    private final Path alsoDeployed;
    private final Map<String, String> environment;
    private Process process;

    /**
     * Nothing is started yet.
     *
     * @param built the folder of the archives and the server
     * @param alsoDeployed a folder of further archives, each of which gets its name as context root; null for none
     * @param environment variables of the process, besides the settings
     */
    PayaraMicro(Settings settings, DataFolder data, Path built, Path alsoDeployed, Map<String, String> environment) {
        this.settings = settings;
        this.built = built;
        this.folder = data.file("payara");
        this.log = data.file("server.log");
        this.pidFile = data.file("payara.pid");
        this.alsoDeployed = alsoDeployed;
        this.environment = environment;
    }

    @Override
    public void start() {
        killLeftover();
        Stream.of("credits.http.port", "credits.management.port")
                .forEach(port -> Ports.mustBeFree(settings.number(port), "choose another by " + port));
        try {
            ProcessBuilder builder = new ProcessBuilder(commandLine())
                    .directory(built.resolve("server").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            settings.into(builder.environment());
            builder.environment().putAll(places());
            builder.environment().putAll(environment);
            StartProgress.say("Starting Payara Micro with the application, which logs to " + log);
            process = builder.start();
            Files.writeString(pidFile, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new StartFailure("Payara Micro does not start", e);
        }
    }

    private List<String> commandLine() {
        List<String> command = new ArrayList<>(List.of(configuration("start.sh")));
        if (alsoDeployed != null) {
            command.addAll(List.of("--deploymentdir", alsoDeployed.toString()));
        }
        return command;
    }

    /** The places of files that are elsewhere than on a server of its own. */
    private Map<String, String> places() {
        target("server/payara-micro.jar");
        mustHaveThatLog();
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "CREDITS_SERVER_FOLDER", folder.toString(),
                "CREDITS_SERVER_JAVA_OPTIONS", settings.text("credits.server.java.options") + coverage(),
                "CREDITS_RAR", target("artemis.rar"),
                "CREDITS_WAR", target("credits.war"));
    }

    private String coverage() {
        String file = System.getProperty("credits.coverage.file", "");
        return file.isEmpty()
                ? ""
                : " -javaagent:" + target("server/org.jacoco.agent-runtime.jar") + "=append=true,destfile=" + file
                        + ",includes=com.wevion.credits.*";
    }

    private String target(String name) {
        Path file = built.resolve(name);
        if (!Files.exists(file)) {
            throw new StartFailure(file + " is missing; `mvn -DskipTests package` builds it");
        }
        return file.toString();
    }

    private void mustHaveThatLog() {
        String format = settings.text("credits.log.format");
        if (!Files.exists(Path.of(configuration("logging-" + format + ".properties")))) {
            throw new StartFailure("credits.log.format is text or json, not " + format);
        }
    }

    private String configuration(String name) {
        return String.join(File.separator, settings.project().toString(), "server-config", "payara-micro", name);
    }

    /** The server of a launcher that was killed. */
    private void killLeftover() {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            ProcessHandle.of(Long.parseLong(Files.readString(pidFile).trim()))
                    .filter(left -> left.info().commandLine().orElse("").contains(folder.toString()))
                    .ifPresent(left -> {
                        left.destroyForcibly();
                        left.onExit().join();
                    });
        } catch (IOException | NumberFormatException e) {
            throw new StartFailure(pidFile + " cannot be read; delete it when no Payara Micro is running", e);
        }
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<Process> ended() {
        return process.onExit();
    }

    @Override
    public String lastWords() {
        return Command.tail(log, 60);
    }

    @Override
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new StartFailure(pidFile + " cannot be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
