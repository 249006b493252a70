package com.wevion.credits.dev;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked from the class path. */
final class PostgresPrograms {
    private final Path folder;
    private final boolean root = "root".equals(System.getProperty("user.name"));

    private PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    /** Unpacks them once, for all who start one at a time; a broken attempt leaves nothing behind. */
    static synchronized PostgresPrograms in(Path folder) {
        if (!Files.isDirectory(folder)) {
            Path fresh = folder.resolveSibling(
                    folder.getFileName() + "." + ProcessHandle.current().pid());
            try (InputStream archive = PostgresPrograms.class.getResourceAsStream(archive())) {
                if (archive == null) {
                    throw new StartFailure("No PostgreSQL for this machine (" + archive()
                            + "); give one of your own by credits.db.url, .user and .password");
                }
                StartProgress.say("Unpacking PostgreSQL, once");
                unpack(archive, fresh);
                Files.move(fresh, folder);
            } catch (IOException e) {
                throw new StartFailure("PostgreSQL cannot be unpacked to " + folder, e);
            }
        }
        return new PostgresPrograms(folder);
    }

    private static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        return "/postgres-" + system + "-" + machine + ".txz";
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        return PosixFilePermissions.fromString((mode & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x");
    }

    /** The command line of one of the programs. PostgreSQL refuses to be root, so root gets a name space without it. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /** The major version, as {@code 18}. */
    String major() {
        String said = Command.output(List.of(folder.resolve("bin/postgres").toString(), "--version"));
        return said.replaceFirst("(?s).*\\) (\\d+).*", "$1");
    }

    /** Fails early with a message when root cannot drop being root. */
    void check(Path output) {
        if (root && !Command.succeeds(List.of("unshare", "-U", "true"), output, 10)) {
            throw new StartFailure("PostgreSQL does not run as root and `unshare -U` is not allowed here;"
                    + " run as another user or give a database by credits.db.url, .user and .password");
        }
    }
}
