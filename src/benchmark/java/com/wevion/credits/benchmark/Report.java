package com.wevion.credits.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints what came out and writes it to {@code target/benchmark}. */
final class Report {
    private static final Path FOLDER = Path.of("target/benchmark");
    private static final String HEAD = "%-15s %-14s %7s %7s %9s %12s %12s %12s%n";
    private static final String LINE = "%-15s %-14s %,7d %,7d %,9d %,12.0f %,12.0f %,12.0f%n";

    private Report() {}

    static void write(Results results) throws IOException {
        List<Measurement> medians = results.medians();
        String text = table(medians) + System.lineSeparator() + Targets.text(results);
        System.out.println();
        System.out.println(text);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("results.txt"), text);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(FOLDER.resolve("results.json").toFile(), medians);
    }

    private static String table(List<Measurement> medians) {
        StringBuilder table = new StringBuilder();
        table.append(
                HEAD.formatted("figure", "design", "wallets", "callers", "entries", "per second", "p50 us", "p99 us"));
        for (Measurement line : medians) {
            table.append(String.format(
                    Locale.ROOT,
                    LINE,
                    line.figure(),
                    line.design(),
                    line.wallets(),
                    line.callers(),
                    line.entries(),
                    line.operationsPerSecond(),
                    line.p50Microseconds(),
                    line.p99Microseconds()));
        }
        return table.toString();
    }
}
