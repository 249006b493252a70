package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A provider that charges each started minute: its bill tells minutes, the work seconds. */
class StartedBlocksTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
        book.rate("VIDEO", "KLING_2_6", "SECOND");
        book.inBlocksOf("KLING_2_6", 60);
    }

    @AfterEach
    void close() {
        book.close();
    }

    private Work seconds(String day, long seconds, String usd) {
        return book.images(day, seconds).of("VIDEO", "KLING_2_6", "SECOND").cost(usd);
    }

    private Line billed(String day, long seconds, String usd) {
        return book.line(day, seconds, usd).sku("KLING_2_6", "SECOND");
    }

    @Test
    void wholeBlocksAreNoOtherQuantityThanWhatWasUsedOfThem() {
        seconds("2026-10-06", 61, "2").write();
        seconds("2026-10-06", 5, "1").write();
        billed("2026-10-06", 180, "3").write();
        seconds("2026-10-07", 61, "2").request("r-1").write();
        billed("2026-10-07", 120, "2").request("r-1").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aBlockTooManyIsABreakOfItsAmount() {
        seconds("2026-10-06", 61, "2").write();
        billed("2026-10-06", 180, "3").write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY 2026-10-06|VIDEO|KLING_2_6|SECOND 1 USD");
    }

    @Test
    void aRequestThatIsBilledABlockTooManyIsABreakOfItsAmount() {
        seconds("2026-10-06", 61, "2").request("r-1").write();
        billed("2026-10-06", 180, "3").request("r-1").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE r-1|SECOND 1 USD");
    }

    @Test
    void blocksOfAnotherSkuAreExpectedAtItsPriceIfNobodyToldTheCost() {
        book.rate("VIDEO", "LUMA_4", "SECOND", 60, 1_000_000_000, "luma");
        book.rate("VIDEO", "LUMA_4", "SECOND", 60, 500_000_000, "luma batch");
        book.inBlocksOf("LUMA_4", 60);
        untold("2026-10-06", 61, "2").write();
        batch("2026-10-06", 120, "1").write();
        untold("2026-10-07", 61, "2").request("r-1").write();
        batch("2026-10-07", 120, "1").request("r-1").write();
        untold("2026-10-08", 61, "2").request("r-2").write();
        batch("2026-10-08", 120, "2").request("r-2").write();

        assertThat(book.found(book.reconcile())).containsExactly("PRICE r-2|SECOND 1 USD");
    }

    @Test
    void daysOfBlocksOfSeveralSkusAreExpectedAtTheirPrices() {
        book.rate("VIDEO", "LUMA_4", "SECOND", 60, 1_000_000_000, "luma");
        book.rate("VIDEO", "LUMA_4", "SECOND", 60, 500_000_000, "luma batch");
        book.inBlocksOf("LUMA_4", 60);
        untold("2026-10-06", 120, "2").write();
        untold("2026-10-06", 61, "2").write();
        batch("2026-10-06", 120, "1").write();
        batch("2026-10-06", 120, "2").sku("luma", "SECOND").write();
        untold("2026-10-07", 61, "2").write();
        batch("2026-10-07", 120, "2").write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY 2026-10-07|VIDEO|LUMA_4|SECOND 1 USD");
    }

    private Work untold(String day, long seconds, String usd) {
        return seconds(day, seconds, usd).of("VIDEO", "LUMA_4", "SECOND").estimated();
    }

    private Line batch(String day, long seconds, String usd) {
        return book.line(day, seconds, usd).sku("luma batch", "SECOND");
    }
}
