package com.wevion.credits.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The log of people's actions and views, a line for each step, in {@code target/browser/story.log}; the step that failed is the last one.
 */
final class StoryLog {
    private static final Path FILE = Path.of("target/browser/story.log");
    private static final double NANOS_PER_SECOND = 1e9;

    private int steps;

    StoryLog() {
        write("", StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Does one thing; says what was seen then. */
    void step(String what, Supplier<String> work) {
        long start = System.nanoTime();
        steps++;
        String seen = "FAILED";
        try {
            seen = work.get().replaceAll("\\s+", " ");
        } finally {
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            write(
                    String.format(Locale.ROOT, "%2d. %s: %s (%.1f s)%n", steps, what, seen, seconds),
                    StandardOpenOption.APPEND);
        }
    }

    private static void write(String text, StandardOpenOption how) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text, StandardOpenOption.CREATE, how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
