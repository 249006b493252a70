package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.ImportBook.body;
import static com.wevion.credits.invoice.ImportBook.request;
import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wevion.credits.invoice.format.FocusFiles;
import com.wevion.credits.invoice.format.ZipFiles;
import com.wevion.credits.invoice.format.parquet.ParquetLibrary;
import com.wevion.credits.ledger.operation.IdempotencyKeyReused;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.trail.Author;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsTest {
    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void importsWhatCanBeReadAndListsWhatIsRefused() {
        ImportView view = book.take(file(
                        usage("INV-1", "2026-10-01"),
                        with("BilledCost", "x"),
                        usage("INV-1", "2026-10-05"),
                        with("BillingCurrency", "ZZZ")))
                .view();

        assertThat(view.status()).isEqualTo(ImportStatus.IMPORTED);
        assertThat(view.accepted()).isEqualTo(2);
        assertThat(view.refused()).isEqualTo(2);
        assertThat(view.firstDay()).isEqualTo("2026-10-01");
        assertThat(view.lastDay()).isEqualTo("2026-10-05");
        assertThat(view.refusedRows()).extracting(RefusedRow::line).containsExactly(3L, 5L);
        assertThat(view.refusedRows().get(0).reason()).isEqualTo("BilledCost is not a number: x");
        assertThat(book.counting()).isEqualTo(2);
        assertThat(book.number("SELECT count(*) FROM invoice_line WHERE line IN (2, 4) AND measure = 'INPUT_TOKEN'"
                        + " AND quantity = 1000 AND cost_nanos = 9000000000 AND request_id = 'req-1'"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9, 12                  | 5000000",
                "0.004, 0.1             | 500000",
                "0.0086, 1              | 50000",
                "0.0040, 0.0080         | 50000",
                "4e-7, 1                | 50",
                "1.0000000001           | 0",
                "$1.234                 | 500000",
                "(1.2345)               | 50000"
            })
    void keepsHowFarTheAmountsAreRounded(String amounts, long allowanceNanos) {
        book.take(file(Stream.of(amounts.split(", "))
                .map(amount -> with("BilledCost", amount))
                .toArray(String[]::new)));
        assertThat(book.number("SELECT allowance_nanos FROM invoice_import")).isEqualTo(allowanceNanos);
    }

    @Test
    void keepsTextAsItIs() {
        String text = "tab\tback\\slash \\N quote\" and € 😀";
        book.take(file(with("ChargeDescription", '"' + text.replace("\"", "\"\"") + '"')));
        assertThat(com.wevion.credits.platform.database.Sql.on(book.pool)
                        .first("SELECT description FROM invoice_line", row -> row.getString(1)))
                .contains(text);
    }

    @Test
    void takesTheLongestNamesOfAccountsAndInvoices() {
        String row = with("InvoiceId", randomName()).replace("acct", randomName());
        assertThat(book.take(file(row)).view().accepted()).isEqualTo(1);
    }

    /** Of characters with four bytes that no index can make shorter. */
    private static String randomName() {
        return new Random(7)
                .ints(200, 0x10000, 0x20000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void keepsTheFirstRefusalsAndCountsAll() {
        String[] rows = Stream.concat(
                        Stream.of(usage("INV-1", "2026-10-01")),
                        IntStream.range(0, 10).mapToObj(row -> with("BilledCost", "x")))
                .toArray(String[]::new);
        ImportView view = book.take(file(rows)).view();
        assertThat(view.refused()).isEqualTo(10);
        assertThat(view.refusedRows()).hasSize(ImportBook.LIMITS.refusals());
    }

    @Test
    void answersARepeatedRequestWithItsFirstResult() {
        String file = file(usage("INV-1", "2026-10-01"));
        Imports.Taken first = book.take(request("key"), file);
        Imports.Taken second = book.take(request("key"), file);
        assertThat(first.replayed()).isFalse();
        assertThat(second.replayed()).isTrue();
        assertThat(second.view()).isEqualTo(first.view());
        assertThatThrownBy(() -> book.take(request("key"), file(usage("INV-2", "2026-10-01"))))
                .isInstanceOf(IdempotencyKeyReused.class);
        assertThatThrownBy(() -> book.take(request("key", "NONE"), file)).isInstanceOf(IdempotencyKeyReused.class);
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void importsTheSameFileOnceUnderAnyKey() {
        String file = file(usage("INV-1", "2026-10-01"));
        UUID first = book.take(file).view().importId();
        Imports.Taken second = book.take(request("other"), file);
        assertThat(second.replayed()).isTrue();
        assertThat(second.view().importId()).isEqualTo(first);
        assertThat(book.take(request("other"), file).view().importId()).isEqualTo(first);
        book.sweep.sweep();
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isEqualTo(1);
        assertThat(book.imports.page(10, null).items()).hasSize(1);
    }

    @Test
    void importsTheSameFileOnceThoughItComesManyTimesAtOnce() {
        String file = file(IntStream.range(0, 3_000)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .toArray(String[]::new));
        List<CompletableFuture<Imports.Taken>> all = IntStream.range(0, 4)
                .mapToObj(upload -> CompletableFuture.supplyAsync(() -> book.take(file)))
                .toList();
        assertThat(all.stream().map(taken -> taken.join().view().importId()).distinct())
                .hasSize(1);
        assertThat(all.stream().filter(taken -> !taken.join().replayed())).hasSize(1);
        assertThat(book.counting()).isEqualTo(3_000);
    }

    @Test
    void keepsARefusedFileToBeLookedUpAndAnswersTheSameAgain() {
        String file = "BilledCost\n1\n";
        InvoiceRefused refused = catchThrowableOfType(InvoiceRefused.class, () -> book.take(request("key"), file));
        ImportView view = book.imports.of(refused.importId());
        assertThat(view.status()).isEqualTo(ImportStatus.REFUSED);
        assertThat(view.reason()).startsWith("line 1: these columns are missing: BillingCurrency");
        assertThatThrownBy(() -> book.take(request("key"), file))
                .isInstanceOfSatisfying(
                        InvoiceRefused.class,
                        again -> assertThat(again.importId()).isEqualTo(refused.importId()));
    }

    @Test
    void refusesAFileOfWhichNoRowIsAcceptedAndForgetsItsLines() {
        assertThatThrownBy(() -> book.take(file(with("BilledCost", "x"))))
                .hasMessageContaining("no row was accepted; the first, line 2: BilledCost is not a number: x");
        String[] rows = IntStream.range(0, 2_500)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .toArray(String[]::new);
        assertThatThrownBy(() -> book.take(file(rows) + "\"never closed"))
                .hasMessageContaining("line 2502: the quote that is opened here is never closed");
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isEqualTo(2_000);
        book.sweep.sweep();
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isZero();
    }

    @Test
    void refusesAFileThatIsLongerThanTheLimit() {
        Imports small = book.at(new ImportLimits(
                100, 100, 10, ParquetLibrary.ABSENT, 100, 100, 3, 10, 50, 10, 92, 100, ImportBook.LIMITS.lease()));
        assertThatThrownBy(
                        () -> small.take(request("key"), body(file(usage("INV-1", "2026-10-01"))), -1, Author.PLATFORM))
                .hasMessageContaining("the file is longer than 100 bytes");
    }

    @Test
    void importsAZipAsOneFileAndNothingOfADamagedOne() {
        byte[] zip = new ZipFiles()
                .with("1.csv", file(usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-02")))
                .with("2.csv", file(usage("INV-1", "2026-10-03"), with("BilledCost", "x")))
                .bytes();
        byte[] changed = zip.clone();
        changed[60] ^= 1;
        for (byte[] damaged : List.of(Arrays.copyOf(zip, 100), changed)) {
            assertThatThrownBy(() -> take(damaged))
                    .hasMessageContaining("the file cannot be unpacked: it is damaged, cut off or encrypted");
        }
        assertThat(book.counting()).isZero();
        ImportView view = take(zip).view();
        assertThat(view.accepted()).isEqualTo(3);
        assertThat(view.lastDay()).isEqualTo("2026-10-03");
        assertThat(view.refusedRows())
                .extracting(RefusedRow::reason)
                .containsExactly("2.csv, line 3: BilledCost is not a number: x");
    }

    private Imports.Taken take(byte... file) {
        return book.imports.take(
                request(UUID.randomUUID().toString()), new ByteArrayInputStream(file), file.length, Author.PLATFORM);
    }

    @Test
    void countsNothingOfAFileThatDoesNotComeToItsEndAndTakesItAgain() {
        String file = file(IntStream.range(0, 5_000)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .toArray(String[]::new));
        InputStream broken = new SequenceInputStream(body(file), new Failing());
        assertThatThrownBy(() -> book.imports.take(request("key"), broken, -1, Author.PLATFORM))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> book.imports.take(request("other"), body(file), file.length() + 1, Author.PLATFORM))
                .isInstanceOf(Unavailable.class);
        assertThat(book.counting()).isZero();

        assertThat(book.take(request("key"), file).view().accepted()).isEqualTo(5_000);
        book.sweep.sweep();
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isEqualTo(5_000);
    }

    @Test
    void endsAnImportThatShowsNoSignOfLife() {
        InputStream slow = new SequenceInputStream(body(file(usage("INV-1", "2026-10-01"))), new Late());
        assertThatThrownBy(() -> book.imports.take(request("key"), slow, -1, Author.PLATFORM))
                .isInstanceOf(ImportEnded.class);
        assertThat(book.number("SELECT count(*) FROM invoice_import WHERE status = 'INTERRUPTED'"))
                .isEqualTo(1);
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isZero();
    }

    @Test
    void refusesAKeyWhoseFileIsComingIn() {
        InputStream watched = new SequenceInputStream(body(file(usage("INV-1", "2026-10-01"))), new Repeating());
        book.imports.take(request("key"), watched, -1, Author.PLATFORM);
        assertThat(book.counting()).isEqualTo(1);
    }

    @Test
    void importsAHundredThousandLinesInPieces() {
        StringBuilder file = new StringBuilder(FocusFiles.HEADER).append('\n');
        for (int row = 0; row < 100_000; row++) {
            file.append(usage("INV-" + row % 7, "2026-10-0" + (1 + row % 9))).append('\n');
        }
        ImportView view = book.take(file.toString()).view();
        assertThat(view.accepted()).isEqualTo(100_000);
        assertThat(view.bytes()).isEqualTo(file.length());
        assertThat(book.counting()).isEqualTo(100_000);
        assertThat(book.number("SELECT sum(lines)::bigint FROM invoice_scope")).isEqualTo(100_000);
        assertThat(book.number("SELECT sum(cost_nanos) / 9000000000 FROM invoice_line"))
                .isEqualTo(100_000);
    }

    /** Asks for the same meanwhile. */
    private final class Repeating extends InputStream {
        @Override
        public int read() {
            assertThatThrownBy(() -> book.take(request("key"), "x")).isInstanceOf(Conflict.class);
            return -1;
        }
    }

    /** Another server ends the import, because this one has been silent for too long. */
    private final class Late extends InputStream {
        private boolean told;

        @Override
        public int read() {
            book.clock.advance(ImportBook.LIMITS.lease().plusSeconds(1));
            book.sweep.sweep();
            boolean first = !told;
            told = true;
            return first ? '\n' : -1;
        }
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The connection is gone");
        }
    }
}
