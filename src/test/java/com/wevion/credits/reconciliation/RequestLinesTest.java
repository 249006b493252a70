package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.reconciliation.report.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests whose lines need a closer look: by currency, SKU, measure and correction. */
class RequestLinesTest {
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
    void anUnknownSkuOfAnUnknownRequest() {
        book.line("2026-10-06", 1, "0.7").sku("MYSTERY", "IMAGE").request("x").write();

        assertThat(book.found(book.reconcile())).containsExactly("UNKNOWN_SKU x|IMAGE 0.7 USD");
    }

    @Test
    void theRequestIsEnoughWhereTheSkuIsUnknown() {
        book.images("2026-10-06", 1).request("a").write();
        book.line("2026-10-06", 1, "0.03").sku("MYSTERY", "IMAGE").request("a").write();
        book.images("2026-10-06", 1).request("b").write();
        book.line("2026-10-06", 1, "0.03").sku("MYSTERY", null).request("b").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void inputAndOutputAreComparedApartAndTogetherIfTheLineDoesNotSay() {
        book.images("2026-10-06", 2000)
                .of("CHAT", "GPT", "INPUT_TOKEN")
                .request("m")
                .cost("0.02")
                .write();
        book.images("2026-10-06", 1000)
                .of("CHAT", "GPT", "OUTPUT_TOKEN")
                .request("m")
                .cost("0.04")
                .write();
        book.line("2026-10-06", 2000, "0.02")
                .sku("GPT", "INPUT_TOKEN")
                .request("m")
                .write();
        book.line("2026-10-06", 1000, "0.09")
                .sku("GPT", "OUTPUT_TOKEN")
                .request("m")
                .write();
        book.images("2026-10-06", 2000)
                .of("CHAT", "GPT", "INPUT_TOKEN")
                .request("n")
                .cost("0.02")
                .write();
        book.images("2026-10-06", 1000)
                .of("CHAT", "GPT", "OUTPUT_TOKEN")
                .request("n")
                .cost("0.04")
                .write();
        book.line("2026-10-06", 3000, "0.06").sku("GPT", null).request("n").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE m|OUTPUT_TOKEN 0.05 USD");
    }

    @Test
    void aCorrectionReplacesWhatItCorrects() {
        book.images("2026-10-06", 10).request("a").write();
        book.line("2026-10-06", 10, "0.5").request("a").key("chg-1").write();
        book.file();
        book.line("2026-10-20", 0, "-0.2").corrects("chg-1").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aCorrectionOfWhatAgreedIsAnotherPrice() {
        book.line("2026-10-20", 0, "-0.03").request("good").corrects(null).write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE good|IMAGE -0.03 USD");
    }

    @Test
    void manySmallDifferencesAreRounding() {
        for (int i = 0; i < 10; i++) {
            book.images("2026-10-06", 1).request("r" + i).cost("1").write();
            book.line("2026-10-06", 1, "1.009").request("r" + i).write();
        }

        assertThat(book.found(book.reconcile()))
                .containsExactly("ROUNDING 2026-10|IMAGE|FLUX_2_PRO|IMAGE|FLUX_2_PRO 0.09 USD");
    }

    @Test
    void whereNobodyKnowsTheCostTheQuantityIsCompared() {
        book.images("2026-10-06", 10).request("a").cost(null).write();
        book.line("2026-10-06", 10, "9").request("a").write();
        book.images("2026-10-06", 10).request("b").cost(null).write();
        book.line("2026-10-06", 20, "9").request("b").write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY b|IMAGE 4.5 USD");
    }

    @Test
    void workWithoutARequestIsLookedForInTheLinesThatNobodyKnows() {
        book.images("2026-10-06", 3).write();
        book.line("2026-10-06", 1, "0.03").request("x").write();
        book.line("2026-10-06", 2, "0.06").request("y").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void taxCreditsAndPurchasesAreAccountedFor() {
        book.line("2026-10-31", 0, "-1").kind("CREDIT").write();
        book.line("2026-10-31", 0, "2").kind("PURCHASE").write();
        book.line("2026-10-31", 0, "0.01").kind("ROUNDING").write();
        book.line("2026-10-31", 0, "0.5").kind("ADJUSTMENT").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).providers().get(0).accounted())
                .isEqualTo(new Report.Accounted("0", "-1", "0.5", "0.01", "2", "0"));
    }
}
