package com.wevion.credits.ledger;

import com.wevion.credits.dev.LedgerChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a check promises to find, as it is planted in {@link BookOfEverything}: in {@code checks/violations} there is a file for
 * each check, with a comment that says what is wrong before the statements that make it so.
 *
 * @param check the name of its file in {@code sql/checks}, without the ending
 */
record Violation(String check, String what, String sql) {
    private static final Path FOLDER = BookOfEverything.FOLDER.resolve("violations");
    private static final String TITLE = "-- ";

    /** Those of every check. */
    static Stream<Violation> all() {
        return LedgerChecks.names().stream().flatMap(check -> of(check).stream());
    }

    /** Those of a check; none if nobody has written any. */
    static List<Violation> of(String check) {
        Path file = FOLDER.resolve(check + ".sql");
        List<Violation> violations = new ArrayList<>();
        for (String line : Files.exists(file) ? lines(file) : List.<String>of()) {
            if (line.startsWith(TITLE)) {
                violations.add(new Violation(check, line.substring(TITLE.length()), ""));
            } else {
                Violation last = violations.remove(violations.size() - 1);
                violations.add(new Violation(check, last.what, last.sql + line + "\n"));
            }
        }
        return violations;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return check + ": " + what;
    }
}
