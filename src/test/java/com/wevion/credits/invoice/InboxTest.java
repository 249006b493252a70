package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    private static final int ATTEMPTS = 3;
    private static final Map<String, RowFilter> FILTERS = RowFilter.byFolder("AWS/FOCUS: SubAccountId=7");
    private static final String FILE = "OPENAI/FOCUS/october.csv";

    @TempDir
    Path outside;

    private Path folder;
    private Inbox inbox;
    private final ImportBook book = new ImportBook();

    @BeforeEach
    void open() throws IOException {
        folder = outside.resolve("inbox");
        inbox = new Inbox(Optional.of(folder), book.imports, book.pool, FILTERS, ATTEMPTS);
        inbox.open();
    }

    @AfterEach
    void close() {
        book.close();
    }

    private Path put(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void lookTwice() throws IOException {
        inbox.look();
        inbox.look();
    }

    private JsonNode report(String path) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(path + ".report.json").toFile());
    }

    @Test
    void importsAFileOnceItDoesNotChangeAndMovesItWithItsReport() throws IOException {
        Path file = put(FILE, file(usage("INV-1", "2026-10-01")));
        inbox.look();
        Files.writeString(file, file(usage("INV-1", "2026-10-01"), with("BilledCost", "x")));
        inbox.look();
        assertThat(file).exists();
        assertThat(book.counting()).isZero();

        inbox.look();

        assertThat(file).doesNotExist();
        assertThat(folder.resolve("done/" + FILE)).exists();
        assertThat(report("done/" + FILE).get("status").asText()).isEqualTo("IMPORTED");
        assertThat(report("done/" + FILE).at("/refusedRows/0/line").asLong()).isEqualTo(3);
        assertThat(report("done/" + FILE).get("source").asText()).isEqualTo("INBOX");
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void movesWhatIsRefusedWithTheReason() throws IOException {
        put(FILE, "a;b\tc\n1;2\n");
        put("OPENAI/XLSX/x.csv", "x");
        lookTwice();
        assertThat(report("refused/" + FILE).get("reason").asText())
                .isEqualTo("line 1: it is unclear what parts the columns; part them by commas");
        assertThat(report("refused/OPENAI/XLSX/x.csv").get("reason").asText()).contains("format");
        assertThat(folder.resolve(FILE)).doesNotExist();
    }

    @Test
    void refusesWhatLiesInNoFolderOfAProviderAndFormatAndSaysWhere() throws IOException {
        List<String> misplaced = List.of("october.csv", "OPENAI/october.csv", "AWS/FOCUS/data/october.csv");
        for (String path : misplaced) {
            put(path, file(usage("INV-1", "2026-10-01")));
        }
        lookTwice();
        for (String path : misplaced) {
            assertThat(folder.resolve(path)).doesNotExist();
            assertThat(folder.resolve("refused/" + path)).exists();
            assertThat(report("refused/" + path).get("fileName").asText()).isEqualTo("october.csv");
            assertThat(report("refused/" + path).get("reason").asText())
                    .isEqualTo(
                            "a file belongs into a folder PROVIDER/FORMAT of the inbox, as OPENAI/FOCUS/october.csv does");
        }
        assertThat(book.number("SELECT count(*) FROM invoice_import")).isZero();
    }

    @Test
    void takesTheRowsOfAWholeCloudThatTheSettingChoosesForItsFolder() throws IOException {
        String bill = "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,BillingAccountId,SubAccountId\n"
                + "1,USD,Usage,2026-10-01,acct,7\n2,USD,Usage,2026-10-01,acct,8\n";
        put("AWS/FOCUS/bill.csv", bill);
        put("OPENAI/FOCUS/bill.csv", bill);
        lookTwice();
        assertThat(report("done/AWS/FOCUS/bill.csv").get("only").asText()).isEqualTo("SubAccountId=7");
        assertThat(report("done/AWS/FOCUS/bill.csv").get("leftOut").asLong()).isEqualTo(1);
        assertThat(report("done/OPENAI/FOCUS/bill.csv").get("leftOut").asLong()).isZero();
        assertThat(book.number("SELECT sum(cost_nanos) FROM invoice_line WHERE provider = 'AWS'"))
                .isEqualTo(1_000_000_000L);
        assertThat(book.counting()).isEqualTo(3);
    }

    @Test
    void overwritesNothing() throws IOException {
        put(FILE, file(usage("INV-1", "2026-10-01")));
        lookTwice();
        put(FILE, file(usage("INV-2", "2026-10-02")));
        lookTwice();
        assertThat(folder.resolve("done/" + FILE)).content().contains("INV-1");
        assertThat(folder.resolve("done/" + FILE + ".2")).content().contains("INV-2");
        assertThat(report("done/" + FILE + ".2").get("accepted").asLong()).isEqualTo(1);
    }

    @Test
    void takesAFileAgainThatWasImportedButNotMoved() throws IOException {
        String text = file(usage("INV-1", "2026-10-01"));
        put(FILE, text);
        lookTwice();
        put(FILE, text);
        new Inbox(Optional.of(folder), book.imports, book.pool, FILTERS, ATTEMPTS).look();
        lookTwice();
        assertThat(folder.resolve("done/" + FILE + ".2")).exists();
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void importsAFileThatCannotBeMovedOnceAndMovesItLater() throws IOException {
        Path obstacle = Files.writeString(folder.resolve("done"), "a file where a folder should be");
        put(FILE, file(usage("INV-1", "2026-10-01")));
        lookTwice();
        lookTwice();
        assertThat(folder.resolve(FILE)).exists();
        assertThat(book.number("SELECT count(*) FROM invoice_import")).isEqualTo(1);

        Files.delete(obstacle);
        inbox.look();
        assertThat(folder.resolve("done/" + FILE)).exists();
        assertThat(book.number("SELECT count(*) FROM invoice_import")).isEqualTo(1);
    }

    @Test
    void passesOverWhatIsBeingWrittenAndWhatLeadsOutside() throws IOException {
        put("OPENAI/FOCUS/.hidden", "x");
        put("OPENAI/FOCUS/a.part", "x");
        put("OPENAI/FOCUS/a.tmp", "x");
        Path secret = Files.writeString(outside.resolve("secret.csv"), file(usage("INV-1", "2026-10-01")));
        Files.createSymbolicLink(folder.resolve("OPENAI/FOCUS/link.csv"), secret);
        Files.createDirectories(outside.resolve("else/FOCUS"));
        Files.writeString(outside.resolve("else/FOCUS/x.csv"), file(usage("INV-1", "2026-10-01")));
        Files.createSymbolicLink(folder.resolve("ELSE"), outside.resolve("else"));
        lookTwice();
        assertThat(book.number("SELECT count(*) FROM invoice_import")).isZero();
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    @Test
    void refusesAFileThatIsTooLongWithoutReadingIt() throws IOException {
        Imports small = book.at(new ImportLimits(
                100, 100, 10, ParquetLibrary.ABSENT, 100, 100, 3, 10, 50, 10, 92, 100, ImportBook.LIMITS.lease()));
        inbox = new Inbox(Optional.of(folder), small, book.pool, FILTERS, ATTEMPTS);
        put(FILE, file(usage("INV-1", "2026-10-01")));
        lookTwice();
        assertThat(report("refused/" + FILE).get("reason").asText()).isEqualTo("the file is longer than 100 bytes");
    }

    @Test
    void readsAFileAgainThatGrewWhileItWasReadAndForgetsWhatWasImported() throws IOException {
        Path file = put(FILE, file(usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-02", "1")));
        AtomicBoolean grown = new AtomicBoolean();
        Imports meanwhile = book.withAfterEach(() -> append(file, grown.getAndSet(true) ? "" : "2\n"));
        inbox = new Inbox(Optional.of(folder), meanwhile, book.pool, FILTERS, ATTEMPTS);
        lookTwice();
        assertThat(file).exists();
        assertThat(folder.resolve("done")).doesNotExist();

        inbox.look();

        assertThat(report("done/" + FILE).get("supersedes")).hasSize(1);
        assertThat(report("done/" + FILE).get("refused").asLong()).isEqualTo(1);
        assertThat(book.number("SELECT count(*) FROM invoice_import WHERE status = 'SUPERSEDED'"))
                .isEqualTo(1);
        assertThat(book.counting()).isEqualTo(2);
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesAFileThatTheDatabaseRefusesAgainAndAgain() throws IOException {
        book.database.execute("ALTER TABLE invoice_scope ADD CONSTRAINT some_limit CHECK (invoice_id <> 'INV-X')");
        Path file = put(FILE, file(usage("INV-X", "2026-10-01")));
        for (int look = 0; look < ATTEMPTS; look++) {
            inbox.look();
        }
        assertThat(file).exists();

        inbox.look();

        assertThat(file).doesNotExist();
        assertThat(report("refused/" + FILE).get("reason").asText())
                .startsWith("the database has refused it 3 times: ")
                .contains("some_limit");
        assertThat(book.counting()).isZero();
    }

    @Test
    void triesAFileAgainForAsLongAsTheDatabaseIsAway() throws IOException {
        Path file = put(FILE, file(usage("INV-1", "2026-10-01")));
        book.database.execute("ALTER TABLE invoice_scope RENAME TO invoice_scope_away");
        for (int look = 0; look < 3 * ATTEMPTS; look++) {
            inbox.look();
        }
        assertThat(file).exists();

        book.database.execute("ALTER TABLE invoice_scope_away RENAME TO invoice_scope");
        inbox.look();
        assertThat(folder.resolve("done/" + FILE)).exists();
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void takesTheOlderFileFirst() throws IOException {
        Path correction = put("OPENAI/FOCUS/a.csv", file(usage("INV-1", "2026-10-01", "8")));
        Path first = put("OPENAI/FOCUS/b.csv", file(usage("INV-1", "2026-10-01")));
        Files.setLastModifiedTime(correction, FileTime.fromMillis(2_000));
        Files.setLastModifiedTime(first, FileTime.fromMillis(1_000));
        lookTwice();
        assertThat(report("done/OPENAI/FOCUS/a.csv").get("supersedes")).hasSize(1);
    }

    @Test
    void twoServersTakeAFileOnce() throws IOException {
        Inbox other = new Inbox(Optional.of(folder), book.imports, book.pool, FILTERS, ATTEMPTS);
        put(FILE, file(usage("INV-1", "2026-10-01")));
        inbox.look();
        other.look();
        inbox.look();
        other.look();
        assertThat(folder.resolve("done/" + FILE)).exists();
        assertThat(folder.resolve("done/" + FILE + ".2")).doesNotExist();
        assertThat(book.counting()).isEqualTo(1);
    }
}
