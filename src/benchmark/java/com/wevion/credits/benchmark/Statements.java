package com.wevion.credits.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The SQL of the other designs, from {@code src/benchmark/resources/benchmark}. */
final class Statements {
    private Statements() {}

    /** A whole file. */
    static String file(String name) {
        try (InputStream file = Statements.class.getResourceAsStream("/benchmark/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The statements of a file, in order. */
    static List<String> of(String name) {
        return Stream.of(file(name).split(";\\s*\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
