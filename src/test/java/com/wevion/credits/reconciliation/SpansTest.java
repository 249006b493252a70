package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charges that last several days, days without an invoice, and invoices as a whole. */
class SpansTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void aSpanWithinTheToleranceIsNoBreak() {
        book.images("2026-10-03", 100).write();
        book.images("2026-10-04", 1).cost("0.012").outcome("FAILED").write();
        book.line("2026-10-01", 100, "3.005").until("2026-10-31").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void chargesThatOverlapByADayAreAllCompared() {
        for (int day = 6; day <= 9; day++) {
            book.images("2026-10-0" + day, 10).write();
        }
        book.covers("2026-10-06", "2026-10-08");
        book.line("2026-10-06", 10, "0.3").until("2026-10-07").write();
        book.line("2026-10-07", 20, "0.6").until("2026-10-08").write();
        book.line("2026-10-08", 10, "0.3").until("2026-10-09").write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aMonthlyChargeAfterAWeeklyOneIsSeen() {
        book.images("2026-10-03", 10).write();
        book.line("2026-09-28", 10, "0.3").until("2026-10-04").write();
        book.line("2026-10-01", 100000, "3000").until("2026-10-31").write();
        assertThat(book.found(book.reconcile()))
                .containsExactly("QUANTITY 2026-09-28..2026-10-31|IMAGE|FLUX_2_PRO|IMAGE 3000 USD");
    }

    @Test
    void aBreakOfASpanIsNotClosedByARunThatDoesNotLookAtIt() {
        book.covers("2026-09-01", "2026-10-31");
        book.images("2026-10-03", 100).write();
        book.line("2026-09-15", 200, "6").until("2026-10-14").write();
        var run = book.reconcile();
        assertThat(book.found(run)).hasSize(1);
        book.reconcile(InvoiceBook.window("2026-09-01", "2026-10-01"));
        assertThat(Sql.on(book.pool())
                        .list(
                                "SELECT state FROM reconciliation_break WHERE provider = ?",
                                row -> row.getString("state"),
                                book.provider()))
                .containsExactly("OPEN");
    }

    @Test
    void anUnknownSkuIsToldWithAllThatItCosts() {
        book.line("2026-10-06", 10, "0.3").sku("GPT-9", "INPUT_TOKEN").write();
        book.line("2026-10-06", 10, "0.4").sku("GPT-9", "OUTPUT_TOKEN").write();
        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "UNKNOWN_SKU 2026-10-06|GPT-9|INPUT_TOKEN|USD 0.3 USD",
                        "UNKNOWN_SKU 2026-10-06|GPT-9|OUTPUT_TOKEN|USD 0.4 USD");
    }

    @Test
    void usageOfAMonthWhoseInvoiceHasNotComeWaits() {
        book.covers("2026-09-01", "2026-09-30");
        book.line("2026-09-10", 1, "0.03").write();
        book.images("2026-09-10", 1).write();
        book.file();
        book.covers("2026-11-01", "2026-11-01");
        book.line("2026-11-01", 1, "0.03").write();
        book.images("2026-11-01", 1).write();
        book.images("2026-10-15", 10).write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aChargeThatLastsLongerDoesNotCoverTheDaysOfOthers() {
        book.covers("2026-10-01", "2026-10-15");
        book.images("2026-10-03", 1000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.3")
                .write();
        book.line("2026-10-01", 1000, "0.3")
                .sku("ELEVENLABS", "CHARACTER")
                .until("2026-10-31")
                .write();
        book.images("2026-10-15", 5).write();
        book.line("2026-10-15", 5, "0.15").write();
        book.images("2026-10-20", 5).write();
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void taxIsOnTheWholeInvoice() {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), ComparisonTerms.millionths("19")));
        book.images("2026-10-06", 100).write();
        book.line("2026-10-06", 100, "3").invoice("INV-2").write();
        book.line("2026-10-31", 0, "0.57").kind("TAX").invoice("INV-2").write();
        assertThat(book.found(book.reconcile())).isEmpty();
        assertThat(book.found(book.reconcile(InvoiceBook.window("2026-10-20", "2026-11-24"))))
                .isEmpty();
    }

    @Test
    void costsThatAreGarbageAreBreaksAndNotTheEndOfTheRun() {
        for (int day = 10; day < 20; day++) {
            book.line("2026-10-" + day, 1, "1000000000").write();
        }
        assertThat(book.found(book.reconcile())).hasSize(10);
    }
}
