package com.wevion.credits.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Payara Micro with the application as a child process, told by the same boot command files as in production. Its folder
 * is new at every start: what must be kept is in the database and the broker.
 */
final class PayaraMicro implements Server {
    private static final int STOP_SECONDS = 60;
    /** The first JDK that warns of what Netty, in the resource adapter, does with memory and native code. */
    private static final int WARNS_OF_NETTY = 24;

    private final Settings settings;
    private final Path folder;
    private final Path log;
    private final Path pidFile;
    private final Path alsoDeployed;
    private Process process;

    /** @param alsoDeployed a folder of further archives, each of which gets its name as context root; null for none */
    PayaraMicro(Settings settings, DataFolder data, Path alsoDeployed) {
        this.settings = settings;
        this.folder = data.file("payara");
        this.log = data.file("server.log");
        this.pidFile = data.file("payara.pid");
        this.alsoDeployed = alsoDeployed;
    }

    @Override
    public void start() {
        killLeftover();
        Stream.of("credits.http.port", "credits.management.port")
                .forEach(port -> Ports.mustBeFree(settings.number(port), "choose another by " + port));
        DataFolder.delete(folder);
        try {
            Files.createDirectories(folder.resolve("tmp"));
            ProcessBuilder builder =
                    new ProcessBuilder(commandLine()).redirectErrorStream(true).redirectOutput(log.toFile());
            settings.into(builder.environment());
            builder.environment().put("CREDITS_RAR", target("artemis.rar"));
            StartProgress.say("Starting Payara Micro with the application, which logs to " + log);
            process = builder.start();
            Files.writeString(pidFile, Long.toString(process.pid()));
        } catch (IOException e) {
            throw new StartFailure("Payara Micro does not start", e);
        }
    }

    private List<String> commandLine() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(settings.text("credits.server.java.options").split(" +")));
        if (Runtime.version().feature() >= WARNS_OF_NETTY) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add("-Djava.io.tmpdir=" + folder.resolve("tmp"));
        String coverage = System.getProperty("credits.coverage.file", "");
        if (!coverage.isEmpty()) {
            command.add("-javaagent:" + target("server/org.jacoco.agent-runtime.jar") + "=append=true,destfile="
                    + coverage + ",includes=com.wevion.credits.*");
        }
        command.addAll(List.of("-jar", target("server/payara-micro.jar"), "--nocluster", "--disablephonehome"));
        command.addAll(List.of("--rootdir", folder.resolve("root").toString()));
        command.addAll(List.of("--addlibs", target("server/lib")));
        command.addAll(List.of("--systemproperties", configuration("system.properties")));
        command.addAll(List.of("--logproperties", logging()));
        command.addAll(List.of("--prebootcommandfile", configuration("pre-boot.txt")));
        command.addAll(List.of("--postbootcommandfile", configuration("post-boot.txt")));
        command.addAll(List.of("--postdeploycommandfile", configuration("post-deploy.txt")));
        command.addAll(List.of("--deploy", target("credits.war"), "--contextroot", "/"));
        if (alsoDeployed != null) {
            command.addAll(List.of("--deploymentdir", alsoDeployed.toString()));
        }
        return command;
    }

    private String target(String name) {
        Path file = Settings.built().resolve(name);
        if (!Files.exists(file)) {
            throw new StartFailure(file + " is missing; `mvn -DskipTests package` builds it");
        }
        return file.toString();
    }

    private String logging() {
        String format = settings.text("credits.log.format");
        String file = configuration("logging-" + format + ".properties");
        if (!Files.exists(Path.of(file))) {
            throw new StartFailure("credits.log.format is text or json, not " + format);
        }
        return file;
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
