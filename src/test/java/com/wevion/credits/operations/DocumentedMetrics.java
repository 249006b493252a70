package com.wevion.credits.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics of the table in the handbook. */
final class DocumentedMetrics {
    static final Path PAGE = Path.of("docs/operation.md");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(credits_\\w+)` \\|");

    private DocumentedMetrics() {}

    /** Their names, without the endings of the parts of a summary or histogram. */
    static Set<String> names() {
        try {
            return ROW.matcher(Files.readString(PAGE))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
