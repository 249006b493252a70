package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.Format;
import com.wevion.credits.invoice.format.Reading;
import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.trail.Author;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import javax.sql.DataSource;

/** Imports the files of providers into a database, as the service does. */
public final class InvoiceFiles {
    private final Imports imports;

    public InvoiceFiles(DataSource dataSource, Clock clock) {
        imports = new Imports(dataSource, ForkJoinPool.commonPool(), clock, ImportBook.LIMITS, Reading.ELEVENLABS);
    }

    /**
     * The import of a file; it may be refused.
     *
     * @param supersedes as a sender says it; null if he does not
     */
    public ImportView take(String provider, String format, String fileName, String supersedes, String text) {
        ImportRequest request = ImportRequest.ofSender(
                provider,
                Format.valueOf(format),
                Supersede.of(supersedes),
                fileName,
                RowFilter.ALL,
                null,
                UUID.randomUUID().toString());
        try {
            return imports.take(request, ImportBook.body(text), -1, Author.PLATFORM)
                    .view();
        } catch (InvoiceRefused e) {
            return imports.of(e.importId());
        }
    }
}
