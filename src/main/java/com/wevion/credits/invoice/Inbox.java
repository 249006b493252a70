package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Refusal;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.database.DatabaseFailure;
import com.wevion.credits.trail.Author;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The watched folder: files at {@code PROVIDER/FORMAT/file} are imported once they do not change any more, and moved away with a
 * report; those elsewhere in it are refused. What happens between the import and the move does no harm, because the same file counts
 * once. One that changed while it was read is read again, and takes the place of what was imported of it. For one thread.
 */
final class Inbox {
    /** A file that was attended to: where it belongs, and its report. */
    private record Attended(InboxFile.Folder folder, FileReport report) {
        static Attended refused(FileReport report) {
            return new Attended(InboxFile.Folder.REFUSED, report);
        }
    }

    /** A file as it was at the last look. */
    private record Seen(InboxFile.Stamp stamp, Optional<Attended> attended) {}

    /** SQLSTATE classes: data exception, integrity constraint, program limit. */
    private static final Set<String> DATA = Set.of("22", "23", "54");

    private static final Logger LOG = Logger.getLogger(Inbox.class.getName());

    private final Optional<Path> folder;
    private final Imports imports;
    private final FileLocks locks;
    private final int attempts;
    private final Map<String, RowFilter> filters;
    private final Map<Path, Seen> seen = new HashMap<>();
    /** The number of times that the database has refused a file in its present form. */
    private final Map<Path, Integer> failures = new HashMap<>();

    private final Map<Path, String> complaints = new HashMap<>();

    /**
     * Keeps nothing but what lies in the folder.
     *
     * @param folder empty for none
     * @param filters the rows that count, by folders {@code PROVIDER/FORMAT}
     * @param attempts after which a file is refused that the database does not take
     */
    Inbox(Optional<Path> folder, Imports imports, DataSource dataSource, Map<String, RowFilter> filters, int attempts) {
        this.folder = folder.map(path -> path.toAbsolutePath().normalize());
        this.imports = imports;
        this.attempts = attempts;
        this.filters = Map.copyOf(filters);
        this.locks = new FileLocks(dataSource);
    }

    boolean isConfigured() {
        return folder.isPresent();
    }

    /** Makes the folder, so that people find it. */
    void open() throws IOException {
        if (folder.isPresent()) {
            Files.createDirectories(folder.get());
        }
    }

    /** Attends to what lies there. */
    void look() throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        List<InboxFile> files = InboxFile.in(folder.get());
        List<Path> paths = files.stream().map(InboxFile::path).toList();
        seen.keySet().retainAll(paths);
        failures.keySet().retainAll(paths);
        complaints.keySet().retainAll(paths);
        files.forEach(this::attend);
    }

    private void attend(InboxFile file) {
        try {
            InboxFile.Stamp stamp = file.stamp();
            Seen before = seen.put(file.path(), new Seen(stamp, Optional.empty()));
            if (before == null || !before.stamp().equals(stamp)) {
                failures.remove(file.path());
                return;
            }
            Attended attended = before.attended().isPresent()
                    ? before.attended().get()
                    : locks.with(file.relative(), () -> take(file, stamp)).orElse(null);
            if (attended != null && isStill(file, stamp)) {
                seen.put(file.path(), new Seen(stamp, Optional.of(attended)));
                file.move(attended.folder(), attended.report());
                seen.remove(file.path());
            }
        } catch (NoSuchFileException e) {
            seen.remove(file.path()); // another server moved it
        } catch (IOException | UncheckedIOException e) {
            complain(file, "it cannot be read or moved: " + e);
        } catch (RuntimeException e) { // whatever it is, the other files are to be attended to
            complain(file, e.toString());
        }
    }

    /** True if the file has not changed since it was read; otherwise it is treated as a new one. */
    private boolean isStill(InboxFile file, InboxFile.Stamp stamp) throws IOException {
        InboxFile.Stamp now = file.stamp();
        if (!now.equals(stamp)) {
            seen.put(file.path(), new Seen(now, Optional.empty()));
        }
        return now.equals(stamp);
    }

    /** A file that another server moved meanwhile is not there any more. */
    private Attended take(InboxFile file, InboxFile.Stamp stamp) {
        if (!file.isPlaced()) {
            return Attended.refused(MisplacedFile.because(
                    "a file belongs into a folder PROVIDER/FORMAT of the inbox, as OPENAI/FOCUS/october.csv does",
                    file));
        }
        try (InputStream body = Files.newInputStream(file.path(), LinkOption.NOFOLLOW_LINKS)) {
            ImportRequest request = ImportRequest.ofInbox(
                    file.provider(),
                    ImportRequest.format(file.format()),
                    file.name(),
                    filters.getOrDefault(file.provider() + "/" + file.format(), RowFilter.ALL));
            return new Attended(
                    InboxFile.Folder.DONE,
                    imports.take(request, body, stamp.bytes(), Author.PLATFORM).view());
        } catch (InvoiceRefused e) {
            return Attended.refused(imports.of(e.importId()));
        } catch (Unavailable e) {
            throw e;
        } catch (Invalid e) {
            String reason = "it is not in a folder PROVIDER/FORMAT of a known format: " + e.getMessage();
            return Attended.refused(MisplacedFile.because(reason, file));
        } catch (Refusal e) {
            return Attended.refused(MisplacedFile.because(e.getMessage(), file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DatabaseFailure | ImportFailed e) {
            return refusedByTheDatabase(file, e);
        }
    }

    /** An outage passes; a database that does not want something in a file will not want it the next time. */
    private Attended refusedByTheDatabase(InboxFile file, RuntimeException failure) {
        String state = ((SQLException) failure.getCause()).getSQLState();
        boolean ofTheData = state != null && DATA.contains(state.substring(0, 2));
        if (!ofTheData || failures.merge(file.path(), 1, Integer::sum) < attempts) {
            throw failure;
        }
        String reason = "the database has refused it " + attempts + " times: " + OneLine.of(failure.getMessage());
        return Attended.refused(MisplacedFile.because(reason, file));
    }

    /** Logs each reason once: the file is retried again and again. */
    private void complain(InboxFile file, String reason) {
        if (!reason.equals(complaints.put(file.path(), reason))) {
            LOG.log(Level.WARNING, "The file {0} stays in the inbox: {1}", new Object[] {
                OneLine.of(file.relative()), OneLine.of(reason)
            });
        }
    }
}
