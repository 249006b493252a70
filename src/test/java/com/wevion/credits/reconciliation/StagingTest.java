package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs over two providers, of which one cannot be staged: the other is reconciled, and the run tells of the one. */
class StagingTest {
    /** Settings refuse it, but may name a zone that is younger than the database. */
    private static final ComparisonTerms UNKNOWN_ZONE =
            new ComparisonTerms(5_000, Unit.USD.parse("0.01"), 0, "America/Nowhere");

    private static final String FOREVER = "5874897-12-31";
    private static final String SOUND = "PRICE twice|IMAGE 0.2 USD";
    private static final String BROKEN = "PRICE dearer|IMAGE 0.6 USD";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.byNight();
        overbill("twice", "0.5");
        book.now("BROKEN");
    }

    @AfterEach
    void close() {
        book.close();
    }

    private void overbill(String request, String usd) {
        book.images("2026-10-06", 10).request(request).write();
        book.line("2026-10-06", 10, usd).request(request).write();
    }

    private void assertFailed(UUID run, String problem) {
        Report report = book.report(run);
        assertThat(report.status()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(report.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.provider()).isEqualTo("BROKEN");
            assertThat(failure.problem()).contains(problem);
        });
        assertThat(book.found(run)).containsExactly(SOUND);
        assertThat(report.providers()).extracting(Report.Provider::provider).containsExactly("ACME_1");
        assertThat(report.providers().get(0).billedCost()).isEqualTo("0.5");
    }

    @Test
    void aZoneThatTheDatabaseDoesNotKnowFailsItsProviderWhoseBreaksStayOpen() {
        overbill("dearer", "0.9");
        UUID before = book.reconcile();
        assertThat(book.found(before)).containsExactly(BROKEN, SOUND);
        book.terms(UNKNOWN_ZONE);

        UUID run = book.reconcile();

        assertFailed(run, "time zone \"America/Nowhere\" not recognized");
        assertThat(book.report(run).openBreaks().open().count()).isEqualTo(2);
        assertThat(book.breaks().page(before, null, null, 9, null).items())
                .extracting(BreakView::state)
                .allMatch(state -> state.name().equals("OPEN"));
    }

    @Test
    void aZoneThatTheDatabaseDoesNotKnowFailsItsProviderThoughThereIsNothingToCompare() {
        book.terms(UNKNOWN_ZONE);

        assertFailed(book.reconcile(), "time zone \"America/Nowhere\" not recognized");
    }

    @Test
    void aFileThatCannotBeComputedWithFailsItsProvider() {
        overbill("dearer", "0.9");
        book.covers("2026-10-01", FOREVER);

        assertFailed(book.reconcile(), "out of range");
    }

    @Test
    void whatFailedIsStagedOnceAPersonRestartsTheRunAndTheOthersStayAsTheyAre() {
        overbill("dearer", "0.9");
        book.covers("2026-10-01", FOREVER);
        UUID run = book.start(InvoiceBook.OCTOBER);
        book.steps().stage(run);
        List<String> staged = staged(run);
        assertThat(staged).isNotEmpty().allMatch(row -> row.startsWith("ACME_1 "));
        book.steps().stage(run);
        assertThat(staged(run)).as("what has failed is not tried again before").isEqualTo(staged);

        Sql.on(book.pool()).update("UPDATE invoice_scope SET last_day = '2026-10-31'");
        Sql.on(book.pool()).update("UPDATE reconciliation_provider SET problem = NULL WHERE run_id = ?", run);
        book.goOn(run);

        assertThat(book.report(run).status()).isEqualTo("COMPLETED");
        assertThat(book.found(run)).containsExactly(BROKEN, SOUND);
    }

    @Test
    void aRunWithoutAProviderMayBeStagedAgain() {
        try (InvoiceBook empty = InvoiceBook.empty("ACME_1")) {
            empty.rate("IMAGE", "FLUX_2_PRO", "IMAGE");
            empty.byNight();
            UUID run = empty.start(InvoiceBook.OCTOBER);
            empty.steps().stage(run);
            assertThat(Sql.on(empty.pool()).list("SELECT sku FROM reconciliation_sku", row -> row.getString("sku")))
                    .isNotEmpty();

            empty.goOn(run);

            assertThat(empty.report(run).status()).isEqualTo("COMPLETED");
            assertThat(empty.report(run).providers()).isEmpty();
        }
    }

    private List<String> staged(UUID run) {
        return Sql.on(book.pool())
                .list(
                        "SELECT provider, day, usage_rows, line_rows FROM reconciliation_slice WHERE run_id = ? ORDER BY 1, 2",
                        row -> row.getString("provider") + " " + row.getString("day") + " " + row.getLong("usage_rows")
                                + " " + row.getLong("line_rows"),
                        run);
    }
}
