package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.ImportBook.body;
import static com.wevion.credits.invoice.ImportBook.request;
import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static com.wevion.credits.invoice.format.FocusFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.RecordedLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of each import in the audit log. */
class ImportTrailTest {
    private static final Author ADA = Author.ofPerson(UUID.randomUUID());

    private final ImportBook book = new ImportBook();

    @AfterEach
    void close() {
        book.close();
    }

    private ImportView send(String supersedes, String file) {
        return book.imports
                .take(request(UUID.randomUUID().toString(), supersedes), body(file), -1, ADA)
                .view();
    }

    private List<String> ends(String... fields) {
        return RecordedLines.of(book.pool, AuditAction.INVOICE_ENDED, fields);
    }

    @Test
    void saysWhatWasTakenAndInWhosePlace() {
        ImportView first = send("", file(usage("INV-1", "2026-10-01")));
        send(
                first.importId().toString(),
                file(usage("INV-1", "2026-10-01"), usage("INV-1", "2026-10-02"), with("BilledCost", "x")));

        assertThat(ends("status", "accepted", "refused", "supersedes"))
                .containsExactly("PERSON IMPORTED 1 0 []", "PERSON IMPORTED 2 1 [\"" + first.importId() + "\"]");
    }

    @Test
    void saysThatAFileRepeatsAnother() {
        String file = file(usage("INV-1", "2026-10-01"));
        ImportView first = send("", file);
        send("", file);

        assertThat(ends("status", "duplicateOf"))
                .containsExactly("PERSON IMPORTED -", "PERSON DUPLICATE " + first.importId());
    }

    @Test
    void saysWhyAFileIsRefused() {
        String file = file(with("BilledCost", "x"));
        assertThatThrownBy(() -> send("", file)).isInstanceOf(InvoiceRefused.class);

        assertThat(ends("status", "accepted", "refused", "reason"))
                .containsExactly(
                        "PERSON REFUSED 0 1 no row was accepted; the first, line 2: BilledCost is not a number: x");
    }

    @Test
    void saysThatAFileBrokeOffOnce() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("The connection is gone");
            }
        };
        assertThatThrownBy(() -> book.imports.take(request("key"), broken, -1, ADA))
                .isInstanceOf(Unavailable.class);
        book.clock.advance(ImportBook.LIMITS.lease().plusSeconds(1));
        book.sweep.sweep();

        assertThat(ends("status", "reason")).containsExactly("PERSON INTERRUPTED -");
    }

    @Test
    void saysThatNothingMoreCameOfAFile() {
        InputStream slow = new InputStream() {
            @Override
            public int read() {
                book.clock.advance(ImportBook.LIMITS.lease().plusSeconds(1));
                book.sweep.sweep();
                return -1;
            }
        };
        assertThatThrownBy(() -> book.imports.take(request("key"), slow, -1, ADA))
                .isInstanceOf(RuntimeException.class);

        assertThat(ends("status")).containsExactly("PLATFORM INTERRUPTED");
    }
}
