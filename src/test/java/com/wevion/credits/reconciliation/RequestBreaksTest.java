package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.reconciliation.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The breaks in requests that the provider bills one by one. */
class RequestBreaksTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.images("2026-10-05", 2).request("good").write();
        book.line("2026-10-05", 2, "0.06").request("good").write();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void whatAgreesIsNoBreak() {
        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aDifferenceWithinTheToleranceIsNoBreak() {
        book.images("2026-10-06", 100).request("a").write();
        book.line("2026-10-06", 100, "3.009").request("a").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void billedAndNotRecorded() {
        book.line("2026-10-06", 1, "0.03").request("ghost").write();

        assertThat(book.found(book.reconcile())).containsExactly("BILLED_NOT_RECORDED ghost|IMAGE 0.03 USD");
    }

    @Test
    void recordedAndNotBilled() {
        book.images("2026-10-06", 4).request("missed").write();

        assertThat(book.found(book.reconcile())).containsExactly("RECORDED_NOT_BILLED missed|IMAGE -0.12 USD");
    }

    @Test
    void workOfADayWithoutAnInvoiceWaitsForIt() {
        book.covers("2026-10-01", "2026-10-20");
        book.images("2026-10-21", 4).request("tomorrow").write();
        book.images("2026-10-28", 4).request("later").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        Report.Provider acme = book.report(run).providers().get(0);
        assertThat(acme.awaitingInvoice()).isEqualTo(new Report.Awaiting(2, "0.24"));
        assertThat(acme.matchedShare()).isEqualTo("100.00");
    }

    @Test
    void anotherQuantity() {
        book.images("2026-10-06", 100).request("a").write();
        book.line("2026-10-06", 110, "3.3").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY a|IMAGE 0.3 USD");
    }

    @Test
    void anotherPrice() {
        book.images("2026-10-06", 100).request("a").write();
        book.line("2026-10-06", 100, "4").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE a|IMAGE 1 USD");
    }

    @Test
    void anotherQuantityAtAnotherPriceIsTwoBreaksThatAddUp() {
        book.images("2026-10-06", 100).request("a").write();
        book.line("2026-10-06", 110, "4.4").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE a|IMAGE 1.1 USD", "QUANTITY a|IMAGE 0.3 USD");
    }

    @Test
    void billedTwiceOnADay() {
        book.images("2026-10-06", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.06 USD");
    }

    @Test
    void billedTwiceOnDifferentDaysInDifferentFiles() {
        book.images("2026-10-06", 2).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.file();
        book.line("2026-10-19", 2, "0.06").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.06 USD");
    }

    @Test
    void severalLinesOfOneRequestAreAddedUp() {
        book.images("2026-10-06", 5).request("a").write();
        book.line("2026-10-06", 2, "0.06").request("a").write();
        book.line("2026-10-06", 3, "0.09").request("a").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void failedAndLateWorkThatIsBilled() {
        book.images("2026-10-06", 1).request("failed").outcome("FAILED").write();
        book.line("2026-10-06", 1, "0.03").request("failed").write();
        book.images("2026-10-06", 2).request("late").outcome("LATE").write();
        book.line("2026-10-07", 2, "0.06").request("late").write();
        book.images("2026-10-06", 2).request("unbilled").outcome("FAILED").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("FAILED_BUT_BILLED failed|IMAGE 0.03 USD", "LATE_BUT_BILLED late|IMAGE 0.06 USD");
    }

    @Test
    void theNextDayOfTheSameMonthIsNoBreak() {
        book.images("2026-10-06", 1).request("a").write();
        book.line("2026-10-07", 1, "0.03").request("a").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("100.00");
    }

    @Test
    void anotherMonthIsLateUsage() {
        book.images("2026-09-30", 1).request("a").write();
        book.line("2026-10-01", 1, "0.03").request("a").write();
        book.images("2026-10-31", 2).request("b").write();
        book.file();
        book.covers("2026-11-01", "2026-11-01");
        book.line("2026-11-01", 2, "0.06").request("b").write();

        assertThat(book.found(book.reconcile())).containsExactly("LATE_USAGE a|IMAGE 0.03 USD");
    }
}
