package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The folder that is kept between starts, in use by at most one launcher. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    @SuppressWarnings("resource") // open as long as the folder is in use
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel lock =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw inUse(path, null);
            }
            return new DataFolder(path, lock);
        } catch (OverlappingFileLockException e) {
            throw inUse(path, e);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** With the reason, in one line. */
    static StartFailure unusable(Path path, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof FileAlreadyExistsException
                        ? "there is something of that name that is no folder"
                        : e instanceof FileSystemException failed && failed.getReason() != null
                                ? failed.getReason()
                                : String.valueOf(e.getMessage());
        return new StartFailure(
                "The data folder " + path + " cannot be used: " + reason + "; set credits.data.dir to another one", e);
    }

    private static StartFailure inUse(Path path, Exception cause) {
        return new StartFailure(
                "Another start uses the data folder " + path + "; stop it or set credits.data.dir", cause);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** A random secret made at the first start, readable by its owner only. */
    String secret(String name) {
        Path file = file(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[20];
                new SecureRandom().nextBytes(random);
                writePrivate(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Replaces a file that only its owner may read. */
    static void writePrivate(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a folder with everything in it. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
