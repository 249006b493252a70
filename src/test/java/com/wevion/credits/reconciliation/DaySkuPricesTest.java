package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums of days whose work was costed by the first price of the list, 3 cents, and which batch, at half of it, or priority bill. */
class DaySkuPricesTest {
    private static final String IMAGES = "|IMAGE|FLUX_3|IMAGE ";

    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        price("usual", "0.03");
        price("batch", "0.015");
        price("priority", "0.06");
    }

    @AfterEach
    void close() {
        book.close();
    }

    private void price(String sku, String usd) {
        book.sku(sku, "IMAGE", "FLUX_3", "IMAGE", "2026-01-01", null, usd);
    }

    private Work told(int day, long quantity, String usd) {
        return book.images(date(day), quantity).of("IMAGE", "FLUX_3", "IMAGE").cost(usd);
    }

    /** For 3 cents each. */
    private Work untold(int day, long quantity) {
        return book.images(date(day), quantity).of("IMAGE", "FLUX_3", "IMAGE").estimated();
    }

    private Line bill(int day, String sku, long quantity, String usd) {
        return book.line(date(day), quantity, usd).sku(sku, "IMAGE");
    }

    private static String date(int day) {
        return "2026-10-%02d".formatted(day);
    }

    @Test
    void eachSkuIsExpectedAtItsOwnPrice() {
        untold(6, 100).write();
        bill(6, "batch", 100, "1.5").write();
        untold(7, 100).write();
        bill(7, "Priority", 100, "6").write();
        untold(8, 100).write();
        bill(8, "usual", 100, "3").write();
        untold(9, 60).write();
        untold(9, 40).write();
        bill(9, "batch", 60, "0.9").write();
        bill(9, "usual", 40, "1.2").write();
        untold(10, 100).write();
        bill(10, "batch", 50, "0.75").write();
        bill(10, "priority", 30, "1.8").write();
        bill(10, "usual", 20, "0.6").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("100.00");
        assertThat(book.report(run).withinTolerance()).isEmpty();
        assertThat(book.report(run).providers().get(0).recordedCost())
                .as("what was recorded stays")
                .isEqualTo("15");
    }

    @Test
    void aPriceThatIsNotThatOfTheSkuIsABreak() {
        untold(6, 100).write();
        bill(6, "batch", 100, "3").write();
        untold(7, 100).write();
        bill(7, "priority", 100, "3").write();
        untold(8, 100).write();
        bill(8, "usual", 100, "1.5").write();
        untold(9, 100).write();
        bill(9, "batch", 60, "1.8").write();
        bill(9, "usual", 40, "1.2").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "PRICE 2026-10-06" + IMAGES + "1.5 USD",
                        "PRICE 2026-10-07" + IMAGES + "-3 USD",
                        "PRICE 2026-10-08" + IMAGES + "-1.5 USD",
                        "PRICE 2026-10-09" + IMAGES + "0.9 USD");
    }

    @Test
    void anotherQuantityIsABreakAtThePriceOfTheSku() {
        untold(6, 100).write();
        bill(6, "batch", 120, "1.8").write();
        untold(7, 100).write();
        bill(7, "batch", 60, "0.9").write();
        untold(8, 100).write();
        bill(8, "batch", 90, "1.35").write();
        bill(8, "usual", 30, "0.9").write();
        untold(9, 100).write();
        bill(9, "batch", 120, "3.6").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "PRICE 2026-10-09" + IMAGES + "1.8 USD",
                        "QUANTITY 2026-10-06" + IMAGES + "0.3 USD",
                        "QUANTITY 2026-10-07" + IMAGES + "-0.6 USD",
                        "QUANTITY 2026-10-08" + IMAGES + "0.375 USD",
                        "QUANTITY 2026-10-09" + IMAGES + "0.3 USD");
    }

    @Test
    void whatIsBilledTwiceIsSoAtThePriceOfItsSku() {
        untold(6, 100).write();
        bill(6, "batch", 60, "0.9").write();
        bill(6, "batch", 60, "0.9").write();
        bill(6, "usual", 40, "1.2").write();
        untold(7, 100).write();
        bill(7, "batch", 60, "0.9").key("charge-1").write();
        bill(7, "batch", 60, "0.9").key("charge-1").write();
        bill(7, "usual", 40, "1.2").key("charge-2").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "DUPLICATE 2026-10-06" + IMAGES + "0.9 USD", "DUPLICATE 2026-10-07" + IMAGES + "0.9 USD");
    }

    @Test
    void whatTheWorkerToldIsExpectedWhateverTheSku() {
        told(6, 100, "3").write();
        bill(6, "batch", 100, "1.5").write();
        told(7, 100, "2").write();
        bill(7, "usual", 100, "2").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-06" + IMAGES + "-1.5 USD");
    }

    @Test
    void daysOfBothAgreeIfTheToldWorkIsBilledAsTold() {
        // Told as batch, and as the list says for the other.
        told(6, 50, "0.75").write();
        untold(6, 50).write();
        bill(6, "batch", 50, "0.75").write();
        bill(6, "usual", 50, "1.5").write();
        told(7, 50, "1.5").write();
        untold(7, 50).write();
        bill(7, "batch", 50, "0.75").write();
        bill(7, "usual", 50, "1.5").write();
        // At a discount that is in no list.
        told(8, 50, "1").write();
        untold(8, 50).write();
        bill(8, "usual", 50, "1").write();
        bill(8, "batch", 50, "0.75").write();
        // Both kinds were told.
        told(9, 25, "0.375").write();
        told(9, 25, "0.75").write();
        untold(9, 50).write();
        bill(9, "batch", 75, "1.125").write();
        bill(9, "usual", 25, "0.75").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void daysOfBothHideNothing() {
        told(6, 50, "1.5").write();
        untold(6, 50).write();
        bill(6, "batch", 50, "1.5").write();
        bill(6, "usual", 50, "1.5").write();
        told(7, 50, "1").write();
        untold(7, 50).write();
        bill(7, "usual", 50, "1").write();
        bill(7, "batch", 50, "1.5").write();
        told(8, 50, "0.75").write();
        untold(8, 50).write();
        bill(8, "usual", 100, "3").write();
        bill(9, "batch", 100, "1.5").write();
        told(9, 50, "0.75").write();
        untold(9, 30).write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "PRICE 2026-10-06" + IMAGES + "0.75 USD",
                        "PRICE 2026-10-07" + IMAGES + "0.75 USD",
                        "PRICE 2026-10-08" + IMAGES + "0.75 USD",
                        "QUANTITY 2026-10-09" + IMAGES + "0.3 USD");
    }

    @Test
    void aDayThatIsBilledOnTheNextByAnotherSkuIsNoBreak() {
        untold(6, 100).write();
        bill(6, "usual", 60, "1.8").write();
        bill(7, "batch", 40, "0.6").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void failedWorkIsRecognisedAtThePriceOfTheSku() {
        untold(6, 100).write();
        untold(6, 20).outcome("FAILED").write();
        bill(6, "batch", 120, "1.8").write();

        assertThat(book.found(book.reconcile())).containsExactly("FAILED_BUT_BILLED 2026-10-06" + IMAGES + "0.3 USD");
    }

    @Test
    void aSkuCostsWhatTheListSaysOnTheDay() {
        book.sku("night", "IMAGE", "FLUX_3", "IMAGE", "2026-01-01", "2026-10-10", "0.01");
        book.sku("night", "IMAGE", "FLUX_3", "IMAGE", "2026-10-10", null, "0.02");
        untold(9, 100).write();
        bill(9, "night", 100, "1").write();
        untold(10, 100).write();
        bill(10, "night", 100, "2").write();
        untold(12, 100).write();
        bill(12, "night", 100, "1").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-12" + IMAGES + "-1 USD");
    }

    @Test
    void aLaterListSaysNothingOfTheDaysBeforeItUnlessTheSkuIsNewInIt() {
        book.priceListFrom("2026-10-15");
        price("usual", "0.05");
        price("batch", "0.04");
        price("night", "0.02");
        untold(9, 100).write();
        bill(9, "batch", 100, "1.5").write();
        untold(10, 100).write();
        bill(10, "batch", 100, "4").write();
        untold(11, 100).write();
        bill(11, "night", 100, "2").write();
        untold(12, 100).write();
        bill(12, "usual", 100, "3").write();
        untold(20, 100).cost("5").write();
        bill(20, "batch", 100, "4").write();
        untold(21, 100).cost("5").write();
        bill(21, "batch", 50, "2").write();
        bill(21, "usual", 50, "2.5").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-10" + IMAGES + "2.5 USD");
    }

    @Test
    void linesWithoutAQuantityAreComparedByTheirAmounts() {
        untold(6, 100).write();
        bill(6, "batch", 0, "1.5").withoutQuantity().write();
        untold(7, 100).write();
        bill(7, "batch", 0, "0.9").withoutQuantity().write();
        bill(7, "usual", 40, "1.2").write();
        untold(8, 100).write();
        bill(8, "batch", 0, "1.9").withoutQuantity().write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY 2026-10-08" + IMAGES + "0.4 USD");
    }

    @Test
    void workThatIsFreeInTheListCostsWhatTheSkuDoes() {
        book.sku("free", "VIDEO", "KLING_3", "SECOND", "2026-01-01", null, "0");
        book.sku("fast", "VIDEO", "KLING_3", "SECOND", "2026-01-01", null, "0.5");
        untold(6, 10).of("VIDEO", "KLING_3", "SECOND").cost("0").write();
        book.line(date(6), 10, "5").sku("fast", "SECOND").write();
        untold(7, 10).of("VIDEO", "KLING_3", "SECOND").cost("0").write();
        book.line(date(7), 10, "6").sku("fast", "SECOND").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE 2026-10-07|VIDEO|KLING_3|SECOND 1 USD");
    }

    @Test
    void differencesWithinTheToleranceAreThoseFromThePriceOfTheSku() {
        book.rounding("0");
        for (int day = 1; day <= 28; day++) {
            untold(day, 100).write();
            bill(day, "batch", 100, "1.509").write();
        }

        assertThat(book.found(book.reconcile())).containsExactly("ROUNDING 2026-10|IMAGE|FLUX_3|IMAGE| 0.252 USD");
    }
}
