package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.rules.ComparisonTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The breaks in sums of days, for a provider that names no requests. */
class DayBreaksTest {
    private static final String IMAGES = "|IMAGE|FLUX_2_PRO|IMAGE ";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.images("2026-10-05", 100).request("ours alone").write();
        book.images("2026-10-05", 50).write();
        book.line("2026-10-05", 150, "4.5").write();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void whatAgreesIsNoBreak() {
        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        Report.Provider acme = book.report(run).providers().get(0);
        assertThat(acme.usageRecords()).isEqualTo(2);
        assertThat(acme.matchedRecords()).isEqualTo(2);
        assertThat(acme.matchedShare()).isEqualTo("100.00");
        assertThat(acme.recordedCost()).isEqualTo("4.5");
        assertThat(acme.billedCost()).isEqualTo("4.5");
    }

    @Test
    void severalLinesOfADayAreAddedUp() {
        book.images("2026-10-06", 3).write();
        book.line("2026-10-06", 1, "0.03").write();
        book.line("2026-10-06", 2, "0.06").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void anotherQuantityOrAnotherPrice() {
        book.images("2026-10-06", 100).write();
        book.line("2026-10-06", 120, "3.6").write();
        book.images("2026-10-08", 100).write();
        book.line("2026-10-08", 100, "3.5").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("PRICE 2026-10-08" + IMAGES + "0.5 USD", "QUANTITY 2026-10-06" + IMAGES + "0.6 USD");
    }

    @Test
    void aLineWithoutAQuantityIsComparedByItsAmount() {
        book.images("2026-10-06", 100).write();
        book.line("2026-10-06", 0, "3").withoutQuantity().write();
        book.images("2026-10-08", 100).write();
        book.line("2026-10-08", 0, "3.2").withoutQuantity().write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY 2026-10-08" + IMAGES + "0.2 USD");
    }

    @Test
    void billedNotRecordedAndRecordedNotBilled() {
        book.line("2026-10-10", 7, "0.21").write();
        book.images("2026-10-20", 5).write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "BILLED_NOT_RECORDED 2026-10-10" + IMAGES + "0.21 USD",
                        "RECORDED_NOT_BILLED 2026-10-20" + IMAGES + "-0.15 USD");
    }

    @Test
    void theSameLineTwiceIsADuplicate() {
        book.images("2026-10-06", 40).write();
        book.line("2026-10-06", 40, "1.2").write();
        book.line("2026-10-06", 40, "1.2").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE 2026-10-06" + IMAGES + "1.2 USD");
    }

    @Test
    void equalLinesThatAddUpAreNoDuplicates() {
        book.images("2026-10-06", 80).write();
        book.line("2026-10-06", 40, "1.2").write();
        book.line("2026-10-06", 40, "1.2").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void failedAndLateWorkThatExplainsTheDifference() {
        book.images("2026-10-06", 10).write();
        book.images("2026-10-06", 5).outcome("FAILED").write();
        book.line("2026-10-06", 15, "0.45").write();
        book.images("2026-10-10", 10).write();
        book.images("2026-10-10", 4).outcome("LATE").write();
        book.line("2026-10-10", 14, "0.42").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "FAILED_BUT_BILLED 2026-10-06" + IMAGES + "0.15 USD",
                        "LATE_BUT_BILLED 2026-10-10" + IMAGES + "0.12 USD");
    }

    @Test
    void whatMovedToTheNextDayIsNoBreakButInAnotherMonth() {
        book.images("2026-10-06", 10).write();
        book.images("2026-10-07", 10).write();
        book.line("2026-10-06", 7, "0.21").write();
        book.line("2026-10-07", 13, "0.39").write();
        book.covers("2026-09-28", "2026-10-31");
        book.images("2026-09-30", 10).write();
        book.images("2026-10-01", 10).write();
        book.line("2026-09-30", 8, "0.24").write();
        book.line("2026-10-01", 12, "0.36").write();

        assertThat(book.found(book.reconcile())).containsExactly("LATE_USAGE 2026-10-01" + IMAGES + "0.06 USD");
    }

    @Test
    void aChargeOfAMonthIsComparedWithTheMonth() {
        book.images("2026-10-03", 1000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.3")
                .write();
        book.images("2026-10-23", 3000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.9")
                .write();
        book.line("2026-10-01", 4000, "1.2")
                .sku("elevenlabs", "CHARACTER")
                .until("2026-10-31")
                .write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aChargeOfAMonthForAnotherQuantity() {
        book.images("2026-10-03", 1000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.3")
                .write();
        book.line("2026-10-01", 2000, "0.6")
                .sku("ELEVENLABS", "CHARACTER")
                .until("2026-10-31")
                .write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("QUANTITY 2026-10-01..2026-10-31|TTS|ELEVENLABS|CHARACTER 0.3 USD");
    }

    @Test
    void anUnknownSku() {
        book.line("2026-10-06", 10, "0.3").sku("WHATEVER", "IMAGE").write();
        book.line("2026-10-06", 10, "0.4").sku("WHATEVER", "IMAGE").write();

        assertThat(book.found(book.reconcile())).containsExactly("UNKNOWN_SKU 2026-10-06|WHATEVER|IMAGE|USD 0.7 USD");
    }

    @Test
    void taxThatNobodyExpects() {
        book.line("2026-10-31", 0, "0.855").kind("TAX").invoice("INV-1").write();

        assertThat(book.found(book.reconcile())).containsExactly("TAX INV-1|USD 0.855 USD");
    }

    @Test
    void taxThatIsExpectedAndTaxThatIsTooMuch() {
        book.terms(new ComparisonTerms(5_000, Unit.USD.parse("0.01"), ComparisonTerms.millionths("19")));
        book.images("2026-10-06", 100).write();
        book.line("2026-10-06", 100, "3").invoice("INV-2").write();
        book.line("2026-10-31", 0, "0.57").kind("TAX").invoice("INV-2").write();
        book.images("2026-10-07", 100).write();
        book.line("2026-10-07", 100, "3").invoice("INV-3").write();
        book.line("2026-10-31", 0, "0.67").kind("TAX").invoice("INV-3").write();

        assertThat(book.found(book.reconcile())).containsExactly("TAX INV-3|USD 0.1 USD");
    }

    @Test
    void aCorrectionIsAddedToItsDay() {
        book.images("2026-10-06", 75).cost("75").write();
        book.line("2026-10-06", 100, "100").key("chg-1").write();
        book.file();
        book.line("2026-10-29", 0, "-30").kind("CREDIT").corrects("chg-1").write();
        book.line("2026-10-29", -25, "5").corrects("chg-1").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void ofOneProviderEachGroupIsComparedAsItIsBilled() {
        book.images("2026-10-06", 1000)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .request("t")
                .cost("0.3")
                .write();
        book.line("2026-10-06", 1000, "0.4")
                .sku("ELEVENLABS", "CHARACTER")
                .request("t")
                .write();
        book.images("2026-10-06", 10).request("i").write();
        book.line("2026-10-06", 20, "0.6").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("PRICE t|CHARACTER 0.1 USD", "QUANTITY 2026-10-06" + IMAGES + "0.3 USD");
    }

    @Test
    void aLeapDayAndTheTurnOfTheYearAreDaysLikeOthers() {
        book.covers("2023-12-30", "2024-03-01");
        book.images("2023-12-31", 5).write();
        book.images("2024-01-01", 5).write();
        book.line("2023-12-31", 4, "0.12").write();
        book.line("2024-01-01", 6, "0.18").write();
        book.images("2024-02-29", 5).write();
        book.line("2024-02-29", 50, "1.5").write();

        assertThat(book.found(book.reconcile(InvoiceBook.window("2023-12-31", "2024-03-01"))))
                .containsExactly(
                        "LATE_USAGE 2024-01-01" + IMAGES + "0.03 USD", "QUANTITY 2024-02-29" + IMAGES + "1.35 USD");
    }
}
