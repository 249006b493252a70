package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that were costed by the first price of the list, 3 cents an image, and which batch, at half of it, or priority bill. */
class RequestSkuPricesTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.rounding("0");
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

    /** For 3 cents each. */
    private Work untold(String day, String request, long quantity) {
        return book.images(day, quantity)
                .of("IMAGE", "FLUX_3", "IMAGE")
                .request(request)
                .estimated();
    }

    private Line bill(String day, String request, String sku, long quantity, String usd) {
        return book.line(day, quantity, usd).sku(sku, "IMAGE").request(request);
    }

    @Test
    void eachSkuIsExpectedAtItsOwnPrice() {
        untold("2026-10-06", "a", 10).write();
        bill("2026-10-06", "a", "batch", 10, "0.15").write();
        untold("2026-10-06", "b", 10).write();
        bill("2026-10-06", "b", "PRIORITY", 10, "0.6").write();
        untold("2026-10-06", "c", 10).write();
        bill("2026-10-06", "c", "usual", 10, "0.3").write();
        untold("2026-10-06", "d", 10).write();
        bill("2026-10-06", "d", "batch", 6, "0.09").write();
        bill("2026-10-06", "d", "usual", 4, "0.12").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).withinTolerance()).isEmpty();
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("100.00");
        assertThat(book.report(run).providers().get(0).recordedCost()).isEqualTo("1.2");
    }

    @Test
    void aPriceThatIsNotThatOfTheSkuIsABreak() {
        untold("2026-10-06", "a", 10).write();
        bill("2026-10-06", "a", "batch", 10, "0.3").write();
        untold("2026-10-06", "b", 10).write();
        bill("2026-10-06", "b", "priority", 10, "0.3").write();
        untold("2026-10-06", "c", 10).write();
        bill("2026-10-06", "c", "batch", 20, "0.6").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "PRICE a|IMAGE 0.15 USD",
                        "PRICE b|IMAGE -0.3 USD",
                        "PRICE c|IMAGE 0.3 USD",
                        "QUANTITY c|IMAGE 0.15 USD");
    }

    @Test
    void whatTheWorkerToldIsExpectedWhateverTheSku() {
        book.images("2026-10-06", 10)
                .of("IMAGE", "FLUX_3", "IMAGE")
                .request("a")
                .write();
        bill("2026-10-06", "a", "batch", 10, "0.15").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE a|IMAGE -0.15 USD");
    }

    @Test
    void theSkuOfAnotherEngineIsNoReasonForAnotherPrice() {
        book.sku("flux 4", "IMAGE", "FLUX_4", "IMAGE", "2026-01-01", null, "0.2");
        book.sku("flux 4 batch", "IMAGE", "FLUX_4", "IMAGE", "2026-01-01", null, "0.1");
        untold("2026-10-06", "a", 10).write();
        bill("2026-10-06", "a", "flux 4 batch", 10, "1").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE a|IMAGE 0.7 USD");
    }

    @Test
    void aModelWithoutPricesOfItsOwnHasThoseOfTheDefault() {
        book.sku("other", "CHAT", "DEFAULT", "INPUT_TOKEN", "2026-01-01", null, "0.002");
        book.sku("other batch", "CHAT", "DEFAULT", "INPUT_TOKEN", "2026-01-01", null, "0.001");
        untold("2026-10-06", "a", 100)
                .of("CHAT", "NEW", "INPUT_TOKEN")
                .cost("0.2")
                .write();
        untold("2026-10-06", "b", 100)
                .of("CHAT", "GPT", "INPUT_TOKEN")
                .cost("0.1")
                .write();
        bill("2026-10-06", "a", "other batch", 100, "0.1")
                .sku("other batch", "INPUT_TOKEN")
                .write();
        bill("2026-10-06", "b", "other batch", 100, "0.05")
                .sku("other batch", "INPUT_TOKEN")
                .write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE b|INPUT_TOKEN -0.05 USD");
    }

    @Test
    void billsOfOtherDaysAreExpectedAtThePriceOfTheirSkuToo() {
        book.covers("2026-09-28", "2026-11-20");
        untold("2026-10-06", "next day", 10).write();
        bill("2026-10-07", "next day", "batch", 10, "0.15").write();
        untold("2026-09-10", "long before", 10).write();
        bill("2026-10-08", "long before", "batch", 10, "0.15").write();
        untold("2026-10-20", "long after", 10).write();
        bill("2026-11-12", "long after", "batch", 10, "0.15").write();
        untold("2026-10-09", "twice", 10).write();
        bill("2026-10-09", "twice", "batch", 10, "0.15").write();
        bill("2026-10-09", "twice", "batch", 10, "0.15").write();
        untold("2026-10-09", "again", 10).write();
        bill("2026-10-10", "again", "batch", 10, "0.15").write();
        bill("2026-10-11", "again", "usual", 10, "0.3").write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "DUPLICATE again|IMAGE 0.3 USD",
                        "DUPLICATE twice|IMAGE 0.15 USD",
                        "LATE_USAGE long before|IMAGE 0.15 USD");
    }

    @Test
    void aPriceThatIsNotThatOfTheSkuIsFoundOnOtherDaysToo() {
        book.covers("2026-09-28", "2026-11-20");
        untold("2026-10-06", "next day", 10).write();
        bill("2026-10-07", "next day", "batch", 10, "0.3").write();
        untold("2026-09-10", "long before", 10).write();
        bill("2026-10-08", "long before", "batch", 10, "0.3").write();
        untold("2026-10-08", "corrected", 10).write();
        bill("2026-10-08", "corrected", "batch", 10, "0.3").write();
        bill("2026-10-08", "corrected", "batch", -10, "-0.3").corrects(null).write();
        bill("2026-10-09", "corrected", "batch", 10, "0.15").write();

        assertThat(book.found(book.reconcile()))
                .contains("PRICE next day|IMAGE 0.15 USD", "PRICE long before|IMAGE 0.15 USD")
                .noneMatch(found -> found.startsWith("PRICE corrected"));
    }

    @Test
    void smallDifferencesOfASkuAreThoseFromItsPriceAndShowTheRequestsBehindThem() {
        for (int i = 0; i < 40; i++) {
            untold("2026-10-06", "exact" + i, 10).write();
            bill("2026-10-06", "exact" + i, "batch", 10, "0.15").write();
        }
        for (int i = 0; i < 40; i++) {
            untold("2026-10-06", "small" + i, 10).write();
            bill("2026-10-06", "small" + i, "batch", 10, "0.1505").write();
        }

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("ROUNDING 2026-10|IMAGE|FLUX_3|IMAGE|batch 0.02 USD");
        assertThat(book.requestsBehind(run)).hasSize(40).allMatch(request -> request.startsWith("small"));
    }
}
