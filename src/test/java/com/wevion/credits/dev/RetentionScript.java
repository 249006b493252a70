package com.wevion.credits.dev;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** {@code server-config/retention.sh} on a database, and the files that it writes. */
public final class RetentionScript {
    /** The end of a run, with its output. */
    public record Result(int exit, String output, String error) {}

    private static final List<String> PROGRAMS = List.of("sh", "psql", "gzip", "sha256sum", "sync");

    private final Map<String, String> database;
    private final Path folder;
    private final Path archive;
    private int calls;

    /**
     * Skips the test where a program is missing that the script needs, unless {@code credits.test.shell.required} says that none may be.
     *
     * @param url of the database, with user and password
     * @param folder is emptied
     */
    public RetentionScript(String url, Path folder) {
        for (String program : PROGRAMS) {
            assumeTrue(
                    Boolean.getBoolean("credits.test.shell.required") || isInstalled(program),
                    () -> program + " is not installed");
        }
        URI at = URI.create(url.substring("jdbc:".length()));
        Map<String, String> parameters = Stream.of(at.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        database = Map.of(
                "PGHOST", at.getHost(),
                "PGPORT", Integer.toString(at.getPort()),
                "PGDATABASE", at.getPath().substring(1),
                "PGUSER", parameters.get("user"),
                "PGPASSWORD", parameters.get("password"));
        this.folder = folder.toAbsolutePath();
        archive = this.folder.resolve("archive");
        DataFolder.delete(this.folder);
        try {
            Files.createDirectories(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** The folder of the archive. */
    public Path archive() {
        return archive;
    }

    /** Starts it; its output is in the folder beside the archive. */
    public Process start(Map<String, String> settings, String... arguments) {
        ProcessBuilder script =
                new ProcessBuilder(Stream.concat(Stream.of("sh", "server-config/retention.sh"), Stream.of(arguments))
                        .toList());
        script.environment().putAll(database);
        script.environment().putAll(settings);
        calls++;
        script.redirectOutput(folder.resolve("output-" + calls).toFile())
                .redirectError(folder.resolve("error-" + calls).toFile());
        try {
            return script.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    public Result run(Map<String, String> settings, String... arguments) throws InterruptedException {
        int exit = start(settings, arguments).waitFor();
        return new Result(exit, text("output-" + calls), text("error-" + calls));
    }

    /** Archives with so many rows in a file. */
    public Result archive(int rows) throws InterruptedException {
        return run(Map.of("CREDITS_RETENTION_ROWS", Integer.toString(rows)), "archive", archive.toString());
    }

    /** The number of files in the archive, with those that are not finished. */
    public long files() {
        String[] names = archive.toFile().list();
        return names == null ? 0 : names.length;
    }

    /** Kills it with all that it has started. */
    public static void kill(Process script) throws InterruptedException {
        script.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        script.destroyForcibly();
        script.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
        script.waitFor();
    }

    private String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of these files of the archive. */
    public List<String> lines(List<String> files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : files) {
            try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(archive.resolve(file)))) {
                lines.addAll(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
        }
        return lines;
    }
}
