package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The newest version of the project with fewer migrations that today's schema still serves, as its history has it: what is in production
 * while today's version is rolled out. It is built in {@code target/upgrade/<commit>}.
 */
public final class OlderVersion {
    private static final Pattern MIGRATION = Pattern.compile("sql/V(\\d{3})__\\w+\\.sql");
    private static final Pattern SHUT_OUT =
            Pattern.compile("(?m)^UPDATE schema_compatibility SET oldest_server = (\\d+);");
    private static final Path BUILDS = Path.of("target/upgrade");
    private static final int BUILD_SECONDS = 900;
    private static final int SECONDS = 60;

    private final String commit;
    private final int number;

    private OlderVersion(String commit, int number) {
        this.commit = commit;
        this.number = number;
    }

    /** @throws TestAbortedException if the history is not there, or has no such version */
    public static OlderVersion newestServed() {
        NavigableMap<Integer, String> ours = migrations(files());
        int oldest = oldestServed(ours);
        List<String> candidates = new ArrayList<>(List.of("HEAD"));
        lines("git", "log", "--format=%H", "--", "sql/V*.sql").forEach(commit -> candidates.add(commit + "^"));
        for (String candidate : candidates) {
            NavigableMap<Integer, String> theirs =
                    migrations(lines("git", "ls-tree", "--name-only", candidate, "sql/"));
            if (theirs.isEmpty() || theirs.lastKey() < oldest) {
                break;
            }
            if (theirs.lastKey() < ours.lastKey() && theirs.equals(ours.headMap(theirs.lastKey(), true))) {
                return new OlderVersion(
                        lines("git", "rev-parse", "--short=12", candidate).get(0), theirs.lastKey());
            }
        }
        throw new TestAbortedException(
                "There is no older version in the history of the project's folder, or none that the schema"
                        + " (V%03d) serves, which is from V%03d on".formatted(ours.lastKey(), oldest));
    }

    private static List<String> files() {
        try (Stream<Path> files = Files.list(Path.of("sql"))) {
            return files.map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NavigableMap<Integer, String> migrations(List<String> files) {
        NavigableMap<Integer, String> migrations = new TreeMap<>();
        files.stream()
                .map(MIGRATION::matcher)
                .filter(Matcher::matches)
                .forEach(file -> migrations.put(Integer.valueOf(file.group(1)), file.group()));
        return migrations;
    }

    private static int oldestServed(NavigableMap<Integer, String> migrations) {
        int oldest = 0;
        for (String file : migrations.values()) {
            try {
                Matcher update = SHUT_OUT.matcher(Files.readString(Path.of(file)));
                while (update.find()) {
                    oldest = Integer.parseInt(update.group(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return oldest;
    }

    /** The output of a command of git; nothing where there is no history. */
    private static List<String> lines(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return process.waitFor() == 0 ? lines : List.of();
        } catch (IOException e) {
            return List.of(); // there is no git
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    /** The name of the commit, in short. */
    public String commit() {
        return commit;
    }

    /** The number of its newest migration. */
    public int number() {
        return number;
    }

    /** Builds it, if it has not been built, and says where. */
    public Path built() {
        Path folder = BUILDS.resolve(commit).toAbsolutePath();
        if (!Stream.of("target/credits.war", "target/artemis.rar", "target/server/payara-micro.jar")
                .allMatch(file -> Files.exists(folder.resolve(file)))) {
            build(folder);
        }
        return folder;
    }

    private void build(Path folder) {
        DataFolder.delete(folder);
        Path log = BUILDS.resolve(commit + ".log");
        Path archive = BUILDS.resolve(commit + ".tar");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(List.of("git", "archive", "-o", archive.toString(), commit), log, SECONDS);
        Command.run(List.of("tar", "-xf", archive.toString(), "-C", folder.toString()), log, SECONDS);
        Command.run(
                List.of(
                        "mvn",
                        "-B",
                        "-o",
                        "-f",
                        folder.resolve("pom.xml").toString(),
                        "package",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true"),
                log,
                BUILD_SECONDS);
    }
}
