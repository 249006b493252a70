package com.wevion.credits.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A source file of the project. */
record Source(Path path, List<String> lines) {
    static final Path MAIN = Path.of("src/main/java");
    static final Path DEV = Path.of("src/dev/java");
    static final Path TEST = Path.of("src/test/java");
    static final Path BENCHMARK = Path.of("src/benchmark/java");

    /** Every file below the folders whose name ends so. */
    static List<Source> below(String ending, Path... folders) {
        return Stream.of(folders)
                .flatMap(Source::walk)
                .filter(path -> path.toString().endsWith(ending))
                .map(Source::read)
                .toList();
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source read(Path path) {
        try {
            return new Source(path, Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that contain the pattern, as {@code file:line text}. */
    Stream<String> matching(Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(index -> pattern.matcher(lines.get(index)).find())
                .mapToObj(index -> at(index) + " " + lines.get(index).trim());
    }

    String at(int index) {
        return path + ":" + (index + 1);
    }

    boolean isIn(String feature) {
        return path.startsWith(MAIN.resolve("com/wevion/credits").resolve(feature));
    }
}
