package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Payara 6 beside Payara 7, as {@code -Ppayara7} brings it: a folder in which all but the server is this project's, byte for byte. */
public final class Payara6 {
    private static final Path FOLDER = Path.of("target/payara6").toAbsolutePath();
    private static final List<String> SAME =
            List.of("server-config", "target/server/lib", "target/credits.war", "target/artemis.rar");

    private Payara6() {}

    /** True if it is there. */
    public static boolean isThere() {
        return Files.exists(FOLDER.resolve("target/server/payara-micro.jar"));
    }

    /** The folder, for {@link LocalService#prepareVersion}. */
    public static Path folder() {
        try {
            for (String name : SAME) {
                Path link = FOLDER.resolve(name);
                Files.createDirectories(link.getParent());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of(name).toAbsolutePath());
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
