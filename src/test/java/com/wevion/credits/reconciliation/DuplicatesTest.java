package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Charges that come again, with and without a name of their own. */
class DuplicatesTest {
    private static final String DAY = "2026-10-06";
    private static final String IMAGES = "|IMAGE|FLUX_2_PRO|IMAGE ";

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
    void aRequestThatComesAgainIsOneHoweverSmall() {
        book.images(DAY, 1).request("a").cost("0.004").write();
        book.line(DAY, 1, "0.004").request("a").write();
        book.line(DAY, 1, "0.004").request("a").write();

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("DUPLICATE a|IMAGE 0.004 USD");
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("50.00");
    }

    @Test
    void aRequestThatComesAgainOnAnotherDayInAnotherFileIsOneHoweverSmall() {
        book.images(DAY, 1).request("a").cost("0.004").write();
        book.line(DAY, 1, "0.004").request("a").write();
        book.file();
        book.line("2026-10-19", 1, "0.004").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.004 USD");
    }

    @Test
    void aRequestBilledTwiceAndDearerIsBoth() {
        book.images(DAY, 2).request("a").write();
        book.line(DAY, 2, "0.08").request("a").write();
        book.line(DAY, 2, "0.08").request("a").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("DUPLICATE a|IMAGE 0.08 USD", "PRICE a|IMAGE 0.02 USD");
    }

    @Test
    void aRequestBilledAgainAtAnotherPriceIsBilledTwice() {
        book.images(DAY, 2).request("a").write();
        book.line(DAY, 2, "0.06").request("a").write();
        book.line(DAY, 2, "0.08").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.08 USD");
    }

    @Test
    void aPartOfARequestIsBilledAgain() {
        book.images(DAY, 5).request("a").write();
        book.line(DAY, 5, "0.15").request("a").write();
        book.line(DAY, 3, "0.09").request("a").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE a|IMAGE 0.09 USD");
    }

    @Test
    void equalLinesThatOnlyTogetherAreTheRequestAreNone() {
        book.images(DAY, 4).request("a").write();
        for (int i = 0; i < 4; i++) {
            book.line(DAY, 1, "0.03").request("a").write();
        }

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void equalLinesThatOnlyTogetherAreTheRequestAreNoneWhateverTheyCost() {
        book.images(DAY, 4).request("a").write();
        for (int i = 0; i < 4; i++) {
            book.line(DAY, 1, "0.05").request("a").write();
        }

        assertThat(book.found(book.reconcile())).containsExactly("PRICE a|IMAGE 0.08 USD");
    }

    @Test
    void theSameChargeAgainIsOneThoughTheLinesAreTheRequestTogether() {
        book.images(DAY, 2).request("a").write();
        book.line(DAY, 1, "0.03").request("a").key("chg-1").write();
        book.line(DAY, 1, "0.03").request("a").key("chg-1").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("DUPLICATE a|IMAGE 0.03 USD", "QUANTITY a|IMAGE -0.03 USD");
    }

    @Test
    void theSameChargeOnAnotherDayIsOne() {
        book.images(DAY, 1).cost("0.004").write();
        book.line(DAY, 1, "0.004").key("chg-1").write();
        book.images("2026-10-08", 1).cost("0.004").write();
        book.line("2026-10-08", 1, "0.004").key("chg-2").write();
        book.file();
        book.line("2026-10-08", 1, "0.004").key("chg-1").write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE 2026-10-08" + IMAGES + "0.004 USD");
    }

    @Test
    void aDayBilledTwiceAndDearerIsBoth() {
        book.images(DAY, 100).write();
        book.line(DAY, 100, "4").write();
        book.line(DAY, 100, "4").write();

        var run = book.reconcile();

        assertThat(book.found(run))
                .containsExactly("DUPLICATE " + DAY + IMAGES + "4 USD", "PRICE " + DAY + IMAGES + "1 USD");
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("0.00");
    }

    @Test
    void equalLinesOfADayAreOneAsFarAsTheDayIsOver() {
        book.images(DAY, 100).write();
        for (int i = 0; i < 3; i++) {
            book.line(DAY, 40, "1.2").write();
        }

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("DUPLICATE " + DAY + IMAGES + "0.6 USD");
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("83.33");
    }

    @Test
    void equalLinesOfADayThatAreDearerAreNone() {
        book.images(DAY, 80).write();
        book.line(DAY, 40, "1.6").write();
        book.line(DAY, 40, "1.6").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE " + DAY + IMAGES + "0.8 USD");
    }

    @Test
    void linesWithoutAQuantityAreComparedByWhatTheyCost() {
        book.images(DAY, 40).write();
        book.line(DAY, 0, "1.2").withoutQuantity().write();
        book.line(DAY, 0, "1.2").withoutQuantity().write();

        assertThat(book.found(book.reconcile())).containsExactly("DUPLICATE " + DAY + IMAGES + "1.2 USD");
    }

    @Test
    void aCorrectedRepetitionIsNone() {
        book.images(DAY, 2).request("a").write();
        book.line(DAY, 2, "0.06").request("a").key("chg-1").write();
        book.line(DAY, 2, "0.06").request("a").key("chg-1").write();
        book.line(DAY, -2, "-0.06").request("a").corrects("chg-1").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }
}
