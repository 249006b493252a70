package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupersedingTest {
    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void aCorrectedFileTakesThePlaceOfTheEarlierAndKeepsIt() {
        UUID first = book.take(file(usage("INV-1", "2026-10-02", "5"))).view().importId();
        ImportView second = book.take(file(usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-31")))
                .view();
        assertThat(second.supersedes()).containsExactly(first);
        assertThat(book.imports.of(first).status()).isEqualTo(ImportStatus.SUPERSEDED);
        assertThat(book.imports.of(first).supersededBy()).isEqualTo(second.importId());
        assertThat(book.counting()).isEqualTo(2);
        assertThat(book.number("SELECT count(*) FROM invoice_line")).isEqualTo(3);
    }

    @Test
    void aFileOfOtherDaysOrAnotherInvoiceIsAFurtherOne() {
        book.take(file(usage("INV-1", "2026-10-01")));
        book.take(file(usage("INV-1", "2026-10-02")));
        book.take(file(usage("INV-2", "2026-10-01", "5").replace(",1000,", ",500,")));
        assertThat(book.counting()).isEqualTo(3);
    }

    @Test
    void refusesAFileThatCoversAnEarlierOneInPartUntilItIsToldWhy() {
        UUID first = book.take(file(usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-31")))
                .view()
                .importId();
        String second = file(usage("INV-1", "2026-10-15"));
        assertThatThrownBy(() -> book.take(second))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining(first.toString())
                .hasMessageContaining("supersedes=NONE");
        assertThat(book.counting()).isEqualTo(2);

        book.take("NONE", second);
        assertThat(book.counting()).isEqualTo(3);
        book.take(first.toString(), file(usage("INV-1", "2026-10-16")));
        assertThat(book.counting()).isEqualTo(2);
    }

    @Test
    void refusesToSupersedeWhatDoesNotCount() {
        UUID first = book.take(file(usage("INV-1", "2026-10-01"))).view().importId();
        book.take(file(usage("INV-1", "2026-10-01", "8")));
        assertThatThrownBy(() -> book.take(first.toString(), file(usage("INV-1", "2026-10-01", "7"))))
                .isInstanceOf(InvoiceRefused.class)
                .hasMessageContaining("does not count or is not of this provider");
    }

    @Test
    void theEarlierFileSentAgainUndoesAWrongCorrection() {
        String right = file(usage("INV-1", "2026-10-01"));
        UUID first = book.take(right).view().importId();
        UUID wrong = book.take(file(usage("INV-1", "2026-10-01", "8"))).view().importId();
        Imports.Taken again = book.take(right);
        assertThat(again.replayed()).isFalse();
        assertThat(again.view().importId()).isNotEqualTo(first);
        assertThat(again.view().supersedes()).containsExactly(wrong);
        assertThat(book.counting()).isEqualTo(1);
        assertThat(book.take(right).view().importId()).isEqualTo(again.view().importId());
        assertThat(book.number("SELECT cost_nanos FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id"
                        + " WHERE status = 'IMPORTED'"))
                .isEqualTo(9_000_000_000L);
    }

    @Test
    void waitsForTheEndOfAnotherFileOfTheProviderForLongerThanForOtherLocks() throws SQLException {
        book.database.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 10', current_database()); END $$");
        book.pool.getHikariPoolMXBean().softEvictConnections();
        try (Connection other = book.pool.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('invoice OPENAI', 0))");
            CompletableFuture<Imports.Taken> waiting =
                    CompletableFuture.supplyAsync(() -> book.take(file(usage("INV-1", "2026-10-01"))));
            while (!waiting.isDone()
                    && book.number(ImportBook.WAITING + " AND query_start < clock_timestamp() - interval '200 ms'")
                            == 0) {
                Thread.onSpinWait();
            }
            other.commit();
            assertThat(waiting.join().view().status()).isEqualTo(ImportStatus.IMPORTED);
        }
    }

    @Test
    void ofCorrectionsAtTheSameMomentOneCounts() {
        book.take(file(usage("INV-1", "2026-10-01")));
        CompletableFuture<?>[] all = IntStream.range(1, 5)
                .mapToObj(correction -> CompletableFuture.runAsync(
                        () -> book.take(file(usage("INV-1", "2026-10-01", "1" + correction)))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        assertThat(book.counting()).isEqualTo(1);
        assertThat(book.number("SELECT count(*) FROM invoice_import WHERE status = 'SUPERSEDED'"))
                .isEqualTo(4);
    }
}
