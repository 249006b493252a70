package com.wevion.credits.dev;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A distribution as it is after {@code unzip}: what is in folders named {@code bin} can be executed. */
final class Unzipped {
    private Unzipped() {}

    static void into(Path folder, Path archive) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                unpack(folder, zip, entries.nextElement());
            }
        } catch (IOException e) {
            throw new StartFailure(archive + " cannot be unpacked; `mvn -Plong verify` fetches it", e);
        }
    }

    private static void unpack(Path folder, ZipFile zip, ZipEntry entry) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(entry + " leaves the folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
        }
        if (file.getParent().endsWith("bin") && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
