package com.wevion.credits.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own that can be full. Only root may make one; elsewhere it is a folder. */
final class SmallDisk implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 20;
    private static final int BLOCK = 4096;

    private final Path folder;
    private final Path output;
    private final boolean mounted;

    /** An empty one. */
    SmallDisk(Path folder, int megabytes) {
        this.folder = folder.toAbsolutePath();
        this.output = this.folder.resolveSibling(folder.getFileName() + ".log");
        try {
            Files.createDirectories(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mounted = runs(
                "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "credits", this.folder.toString());
    }

    private boolean runs(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** True if it can be full. */
    boolean isSmall() {
        return mounted;
    }

    /** Takes all that is free. */
    void fill() {
        if (!mounted) {
            throw new IllegalStateException("The folder is on a disk of others");
        }
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] block = new byte[BLOCK];
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            // No space left on device
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        if (mounted && !runs("umount", folder.toString())) {
            throw new IllegalStateException("Still in use: " + folder + ", see " + output);
        }
    }
}
