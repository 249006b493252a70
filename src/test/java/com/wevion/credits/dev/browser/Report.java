package com.wevion.credits.dev.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file to which the tests of one JVM add, each what it found; one of an earlier JVM is replaced. */
final class Report {
    private final Path file;
    private final String heading;
    private boolean begun;

    Report(Path file, String heading) {
        this.file = file;
        this.heading = heading;
    }

    synchronized void add(String text) {
        try {
            if (!begun) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, heading);
                begun = true;
            }
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
