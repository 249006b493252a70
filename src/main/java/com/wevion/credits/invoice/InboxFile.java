package com.wevion.credits.invoice;

import com.wevion.credits.platform.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A file of the inbox. Links are never followed, so that nothing outside of it is read or written.
 *
 * @param root the inbox
 */
record InboxFile(Path root, Path path) {
    /** By which a file is known to have changed. */
    record Stamp(long bytes, FileTime changed) {}

    private static final int MAX_PER_LOOK = 1_000;
    private static final int MAX_OF_ONE_NAME = 10_000;
    /** Files that are not in a folder {@code PROVIDER/FORMAT} are looked for so deep, to refuse them. */
    private static final int DEEPEST = 8;

    private static final int PLACES = 3;

    /**
     * The files of the inbox, but for hidden ones and those that are still being written by their name; the oldest first, so that a
     * file comes before its correction.
     */
    static List<InboxFile> in(Path root) throws IOException {
        List<InboxFile> found = new ArrayList<>();
        collect(root, root, 0, found);
        Map<InboxFile, FileTime> changed = new HashMap<>();
        found.forEach(file -> changed.put(file, file.changed()));
        found.sort(Comparator.comparing(changed::get));
        return found;
    }

    private static void collect(Path root, Path folder, int depth, List<InboxFile> found) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean ours = depth == 0 && Folder.isOne(name);
                boolean unfinished = name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
                if (ours || unfinished || found.size() == MAX_PER_LOOK) {
                    continue;
                }
                if (depth < DEEPEST && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    collect(root, entry, depth + 1, found);
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(new InboxFile(root, entry));
                }
            }
        }
    }

    /** True if it lies in a folder {@code PROVIDER/FORMAT}, which says what it is. */
    boolean isPlaced() {
        return root.relativize(path).getNameCount() == PLACES;
    }

    String provider() {
        return path.getName(path.getNameCount() - 3).toString();
    }

    String format() {
        return path.getName(path.getNameCount() - 2).toString();
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The path below the inbox, which is the same on every server that shares it. */
    String relative() {
        return root.relativize(path).toString();
    }

    /** The beginning of time for a file that another server moved meanwhile. */
    private FileTime changed() {
        try {
            return stamp().changed();
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    Stamp stamp() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new Stamp(now.size(), now.lastModifiedTime());
    }

    /** The folders of the inbox for files that were attended to. */
    enum Folder {
        DONE,
        REFUSED;

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }

        static boolean isOne(String name) {
            return Arrays.stream(values()).anyMatch(folder -> folder.path().equals(name));
        }
    }

    /** Moves it to a folder of the inbox, below which it keeps its path, and writes a report beside it; overwrites nothing. */
    void move(Folder folder, FileReport report) throws IOException {
        Path target = folder(root.resolve(folder.path()));
        for (Path part : root.relativize(path.getParent())) {
            target = part.toString().isEmpty() ? target : folder(target.resolve(part));
        }
        for (int number = 1; number < MAX_OF_ONE_NAME; number++) {
            String name = number == 1 ? name() : name() + "." + number;
            Path file = target.resolve(name);
            Path beside = target.resolve(name + ".report.json");
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(path, file);
                Files.writeString(beside, Json.write(report) + "\n", StandardOpenOption.CREATE_NEW);
                return;
            }
        }
        throw new FileAlreadyExistsException(target.resolve(name()).toString());
    }

    private static Path folder(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path);
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(path.toString());
        }
        return path;
    }
}
