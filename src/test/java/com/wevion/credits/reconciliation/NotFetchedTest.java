package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.invoice.fetch.NotFetched;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.report.ReportCsv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run whose costs did not come from the provider's API: it goes on without them, and says so. */
class NotFetchedTest {
    @Test
    void theReportNamesTheDaysThatDidNotComeAndTheReason() throws IOException {
        try (InvoiceBook book = new InvoiceBook()) {
            book.images("2026-10-06", 10).write();
            book.line("2026-10-06", 10, "0.5").write();
            book.notFetched = List.of(
                    new NotFetched("OPENAI", List.of("2026-10-30", "2026-10-31"), "OpenAI has failed (503).", null));
            UUID run = book.reconcile();

            Report report = book.report(run);

            assertThat(report.status()).isEqualTo("COMPLETED");
            assertThat(report.notFetched()).isEqualTo(book.notFetched);
            ByteArrayOutputStream csv = new ByteArrayOutputStream();
            ReportCsv.write(report, csv);
            assertThat(csv.toString(StandardCharsets.UTF_8))
                    .contains("notFetched,OPENAI,days,2026-10-30 2026-10-31")
                    .contains("notFetched,OPENAI,problem,OpenAI has failed (503).");
        }
    }
}
