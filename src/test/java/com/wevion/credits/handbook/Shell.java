package com.wevion.credits.handbook;

import com.wevion.credits.dev.LocalService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A reader's bash in the project's folder: it runs the commands of one page, in order. The service listens elsewhere than the page
 * says, and keeps its data elsewhere; this is the one place that knows.
 */
final class Shell {
    private static final int PATIENCE_SECONDS = 180;

    /** The result of a block: its whole output, and the commands that failed. */
    record Result(Block block, String output, String errors, String failures) {}

    private final LocalService service;
    private final Path folder;

    /** In a new folder that has what commands use of the project's. */
    Shell(LocalService service, Path folder) throws IOException {
        this.service = service;
        this.folder = folder.toAbsolutePath();
        Files.createDirectories(folder.resolve("docs"));
        for (String used : List.of("sql", "server-config")) {
            Files.createSymbolicLink(folder.resolve(used), Path.of(used).toAbsolutePath());
        }
        Files.createSymbolicLink(folder.resolve(".data"), service.settings().dataFolder());
        Files.writeString(folder.resolve("docs/session.sh"), here(Files.readString(Path.of("docs/session.sh"))));
    }

    /** A text of the page, with the addresses of the service that runs. */
    String here(String text) {
        return text.replace("http://127.0.0.1:8080", service.baseUrl())
                .replace("http://127.0.0.1:8081", service.managementUrl())
                .replace("http://127.0.0.1:8090", service.stripe().baseUrl());
    }

    List<Result> run(List<Block> blocks) throws IOException, InterruptedException {
        StringBuilder script =
                new StringBuilder("set -E\nexec 9> outside.failed\ntrap 'echo \"$? $BASH_COMMAND\" >&9' ERR\n");
        for (int i = 0; i < blocks.size(); i++) {
            Files.writeString(folder.resolve(i + ".sh"), here(blocks.get(i).text()) + "\n");
            script.append(". ./%1$d.sh > %1$d.out 2> %1$d.err 9> %1$d.failed\n".formatted(i));
        }
        Files.writeString(folder.resolve("page.sh"), script);
        Process bash = new ProcessBuilder("bash", "page.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("page.out").toFile())
                .start();
        boolean ended = bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            bash.descendants().forEach(ProcessHandle::destroyForcibly);
            bash.destroyForcibly();
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            results.add(new Result(blocks.get(i), read(i + ".out"), read(i + ".err"), read(i + ".failed")));
        }
        return results;
    }

    private String read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file).replace("\r", "") : "(not reached)";
    }
}
