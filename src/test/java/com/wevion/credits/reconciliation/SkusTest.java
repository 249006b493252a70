package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The catalogue says what a SKU is: several of the same work, each with its dates, before any words of the line. */
class SkusTest {
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
    void linesOfAllSkusOfTheSameWorkAreComparedTogether() {
        book.sku("flux eu", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", null);
        book.sku("flux batch", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", null);
        book.images("2026-10-06", 30).cost("0.75").write();
        book.line("2026-10-06", 10, "0.3").write();
        book.line("2026-10-06", 10, "0.3").sku("Flux EU", "IMAGE").write();
        book.line("2026-10-06", 10, "0.15").sku("flux batch", "IMAGE").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aSkuIsWhatItIsOnTheDayOfItsLine() {
        book.rate("IMAGE", "FLUX_3", "IMAGE");
        book.sku("pro", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", "2026-10-10");
        book.sku("pro", "IMAGE", "FLUX_3", "IMAGE", "2026-10-10", null);
        book.images("2026-10-09", 10).write();
        book.images("2026-10-10", 10).of("IMAGE", "FLUX_3", "IMAGE").write();
        book.line("2026-10-09", 10, "0.3").sku("pro", "IMAGE").write();
        book.line("2026-10-10", 10, "0.9").sku("PRO", null).write();

        assertThat(book.found(book.reconcile())).containsExactly("QUANTITY 2026-10-10|IMAGE|FLUX_3|IMAGE 0.6 USD");
    }

    @Test
    void aSkuThatMovesToAnotherEngineMovesItsRequestsToo() {
        book.sku("pro", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", "2026-10-10");
        book.sku("pro", "IMAGE", "FLUX_3", "IMAGE", "2026-10-10", null);
        book.images("2026-10-09", 10).request("a").write();
        book.images("2026-10-12", 10)
                .of("IMAGE", "FLUX_3", "IMAGE")
                .request("b")
                .write();
        book.line("2026-10-09", 10, "0.3").sku("pro", "IMAGE").request("a").write();
        book.line("2026-10-12", 10, "0.3").sku("pro", "IMAGE").request("b").write();
        // Since requests of that engine are named, one without a line was not billed.
        book.images("2026-10-13", 10)
                .of("IMAGE", "FLUX_3", "IMAGE")
                .request("c")
                .write();

        assertThat(book.found(book.reconcile())).containsExactly("RECORDED_NOT_BILLED c|IMAGE -0.3 USD");
    }

    @Test
    void aSkuIsKnownAlsoOnDaysForWhichTheCatalogueHasNoPrice() {
        book.sku("early", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-11-01", null);
        book.sku("late", "TTS", "ELEVENLABS", "CHARACTER", "2026-01-01", "2026-09-01");
        book.images("2026-10-06", 10).write();
        book.line("2026-10-06", 10, "0.3").sku("early", "IMAGE").write();
        book.images("2026-10-06", 100)
                .of("TTS", "ELEVENLABS", "CHARACTER")
                .cost("0.1")
                .write();
        book.line("2026-10-06", 100, "0.1").sku("late", "CHARACTER").write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aSkuThatIsPricedPerImageIsOfImagesWhateverItsLineSays() {
        book.sku("gpt-image-1.5, image output", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", null);
        book.images("2026-10-06", 10).write();
        book.line("2026-10-06", 10, "0.3")
                .sku("gpt-image-1.5, image output", "OUTPUT_TOKEN")
                .write();
        book.images("2026-10-07", 10).write();
        book.line("2026-10-07", 4160, "0.6")
                .sku("gpt-image-1.5, image output", "OUTPUT_TOKEN")
                .write();

        assertThat(book.found(book.reconcile()))
                .as("the quantity of the line counts something else, so amounts alone are compared")
                .containsExactly("QUANTITY 2026-10-07|IMAGE|FLUX_2_PRO|IMAGE 0.3 USD");
    }

    @Test
    void tokensOfAKindThatTheLineDoesNotSayAreThoseOfItsSku() {
        book.sku("gpt cached", "CHAT", "GPT", "CACHE_READ_TOKEN", "2026-01-01", null);
        book.sku("gpt pictures", "IMAGE", "FLUX_2_PRO", "IMAGE", "2026-01-01", null);
        book.sku("gpt pictures", "IMAGE", "FLUX_2_PRO", "IMAGE_OUTPUT_TOKEN", "2026-01-01", null);
        book.images("2026-10-06", 1000)
                .of("CHAT", "GPT", "CACHE_READ_TOKEN")
                .cost("0.1")
                .write();
        book.line("2026-10-06", 2000, "0.2").sku("gpt cached", "TOKEN").write();
        book.images("2026-10-06", 500)
                .of("IMAGE", "FLUX_2_PRO", "IMAGE_OUTPUT_TOKEN")
                .cost("0.1")
                .write();
        book.line("2026-10-06", 500, "0.1").sku("gpt pictures", "TOKEN").write();
        book.line("2026-10-07", 500, "0.1").sku("gpt pictures", null).write();

        assertThat(book.found(book.reconcile()))
                .containsExactly(
                        "QUANTITY 2026-10-06|CHAT|GPT|CACHE_READ_TOKEN 0.1 USD",
                        "UNKNOWN_SKU 2026-10-07|gpt pictures|?|USD 0.1 USD");
    }

    @Test
    void aKindOfTokensThatIsBilledLateIsFoundByItsSku() {
        book.sku("gpt cached", "CHAT", "GPT", "CACHE_READ_TOKEN", "2026-01-01", null);
        book.covers("2026-10-01", "2026-11-10");
        book.images("2026-10-06", 1000)
                .of("CHAT", "GPT", "CACHE_READ_TOKEN")
                .request("a")
                .cost("0.1")
                .write();
        book.images("2026-10-06", 1000)
                .of("CHAT", "GPT", "CACHE_READ_TOKEN")
                .request("b")
                .cost("0.1")
                .write();
        book.line("2026-10-06", 1000, "0.1")
                .sku("gpt cached", "TOKEN")
                .request("a")
                .write();
        book.line("2026-11-05", 1000, "0.1")
                .sku("gpt cached", "TOKEN")
                .request("b")
                .write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }
}
