package com.wevion.credits.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of this JVM's test databases: in memory, if Linux has a file system for that with enough room, because creating and
 * deleting their files is much of what the tests do to a disk. A benchmark says where it wants them ({@code scratch.folder}).
 */
record ScratchFolder(Path path) {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 4L << 30;
    private static final String PREFIX = "credits-scratch-";

    static ScratchFolder make() {
        String asked = System.getProperty("scratch.folder");
        boolean inMemory = asked == null && hasRoom();
        Path parent = (inMemory ? MEMORY : Path.of(asked == null ? "target/scratch" : asked)).toAbsolutePath();
        if (inMemory) {
            leftBehind().forEach(each -> {
                each.postgres().close();
                each.delete();
            });
        }
        return new ScratchFolder(parent.resolve(PREFIX + ProcessHandle.current().pid()));
    }

    private static boolean hasRoom() {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH_BYTES;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By tests that were killed. */
    private static List<ScratchFolder> leftBehind() {
        try (Stream<Path> all = Files.list(MEMORY)) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX) && Files.isWritable(each))
                    .map(ScratchFolder::new)
                    .filter(each -> ProcessHandle.of(each.pid()).isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        return Long.parseLong(path.getFileName().toString().substring(PREFIX.length()));
    }

    LocalPostgres postgres() {
        return new LocalPostgres(
                DataFolder.open(path), Path.of("target/server/postgresql").toAbsolutePath(), 0);
    }

    void delete() {
        DataFolder.delete(path);
    }
}
