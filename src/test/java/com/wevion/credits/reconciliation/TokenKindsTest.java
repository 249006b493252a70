package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.catalog.Measure;
import com.wevion.credits.catalog.ProviderRate;
import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.usage.WorkByKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that is told by kinds of tokens is compared with the SKUs of the kinds, or of what they are a part of. */
class TokenKindsTest {
    private final List<ProviderRate> rates = new ArrayList<>();
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    /** A price for a million tokens of the model. */
    private void sku(String name, Measure per, long dollars) {
        book.sku(name, "CHAT", "GPT_5", per.name(), "2026-01-01", null);
        rates.add(new ProviderRate(
                book.provider(),
                Service.CHAT,
                "GPT_5",
                per,
                1_000_000,
                dollars * 1_000_000_000,
                Instant.EPOCH,
                null,
                name));
    }

    private void message(String day, String request, String tokens, String costUsd) {
        WorkByKind.record(
                book.pool(),
                book.provider(),
                "GPT_5",
                Instant.parse(day + "T12:00:00Z"),
                request,
                Json.read(tokens, com.fasterxml.jackson.databind.JsonNode.class),
                costUsd,
                rates);
    }

    private void inputCachedAndOutput() {
        sku("in", Measure.INPUT_TOKEN, 10);
        sku("cached", Measure.CACHE_READ_TOKEN, 1);
        sku("out", Measure.OUTPUT_TOKEN, 40);
    }

    @Test
    void eachKindIsComparedWithItsSku() {
        inputCachedAndOutput();
        message("2026-10-06", null, "{\"input\":100000,\"cacheRead\":900000,\"output\":50000}", null);
        book.line("2026-10-06", 100_000, "1").sku("in", "INPUT_TOKEN").write();
        book.line("2026-10-06", 900_000, "1.8").sku("cached", "INPUT_TOKEN").write();
        book.line("2026-10-06", 50_000, "2").sku("out", "OUTPUT_TOKEN").write();

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("PRICE 2026-10-06|CHAT|GPT_5|CACHE_READ_TOKEN 0.9 USD");
        assertThat(book.report(run).providers().get(0).recordedCost()).isEqualTo("3.9");
    }

    @Test
    void whatWasToldToCostByKindIsNotDividedByListPrice() {
        inputCachedAndOutput();
        // Half price, as of a batch, for the output alone: by list price each kind would be dearer or cheaper than it
        // was.
        message(
                "2026-10-06",
                "a",
                "{\"input\":{\"quantity\":100000,\"costUsd\":\"1\"},\"cacheRead\":{\"quantity\":900000,\"costUsd\":\"0.9\"},"
                        + "\"output\":{\"quantity\":50000,\"costUsd\":\"1\"}}",
                "2.9");
        message("2026-10-06", "b", "{\"input\":{\"quantity\":100000,\"costUsd\":\"1\"},\"output\":50000}", "2");
        for (String request : List.of("a", "b")) {
            book.line("2026-10-06", 100_000, "1")
                    .sku("in", "INPUT_TOKEN")
                    .request(request)
                    .write();
            book.line("2026-10-06", 50_000, "1")
                    .sku("out", "OUTPUT_TOKEN")
                    .request(request)
                    .write();
        }
        book.line("2026-10-06", 900_000, "0.9")
                .sku("cached", "INPUT_TOKEN")
                .request("a")
                .write();

        assertThat(book.found(book.reconcile())).isEmpty();
    }

    @Test
    void aKindWithoutASkuIsBilledWithWhatItIsAPartOf() {
        sku("in", Measure.INPUT_TOKEN, 10);
        sku("out", Measure.OUTPUT_TOKEN, 40);
        message("2026-10-06", null, "{\"input\":1000,\"cacheRead\":9000,\"output\":300,\"reasoning\":700}", null);
        book.line("2026-10-06", 10_000, "0.1").sku("in", "INPUT_TOKEN").write();
        book.line("2026-10-06", 1_000, "0.04").sku("out", "OUTPUT_TOKEN").write();

        var run = book.reconcile();

        assertThat(book.found(run)).isEmpty();
        assertThat(book.report(run).providers().get(0).matchedShare()).isEqualTo("100.00");
    }

    @Test
    void aBreakShowsAlsoTheRecordsOfKindsThatAreBilledWithIt() {
        sku("in", Measure.INPUT_TOKEN, 10);
        sku("cached audio", Measure.AUDIO_INPUT_TOKEN, 10);
        sku("out", Measure.OUTPUT_TOKEN, 40);
        message("2026-10-06", null, "{\"input\":1000,\"cacheRead\":9000,\"audioInput\":5000,\"output\":1000}", null);
        book.line("2026-10-06", 20_000, "0.2").sku("in", "INPUT_TOKEN").write();
        book.line("2026-10-06", 5_000, "0.05")
                .sku("cached audio", "INPUT_TOKEN")
                .write();
        book.line("2026-10-06", 1_000, "0.04").sku("out", "OUTPUT_TOKEN").write();

        var run = book.reconcile();

        assertThat(book.found(run)).containsExactly("QUANTITY 2026-10-06|CHAT|GPT_5|INPUT_TOKEN 0.1 USD");
        assertThat(book.measuresBehind(run)).containsExactlyInAnyOrder("INPUT_TOKEN", "CACHE_READ_TOKEN");
    }

    @Test
    void aRequestOfAKindWithoutASkuIsFoundThoughItIsBilledLate() {
        sku("in", Measure.INPUT_TOKEN, 10);
        sku("out", Measure.OUTPUT_TOKEN, 40);
        book.covers("2026-09-01", "2026-10-31");
        message("2026-09-20", "a", "{\"input\":1000,\"cacheRead\":9000,\"output\":1000}", null);
        book.line("2026-10-06", 10_000, "0.1")
                .sku("in", "INPUT_TOKEN")
                .request("a")
                .write();
        book.line("2026-10-06", 1_000, "0.04")
                .sku("out", "OUTPUT_TOKEN")
                .request("a")
                .write();

        assertThat(book.found(book.reconcile()))
                .containsExactly("LATE_USAGE a|INPUT_TOKEN 0.1 USD", "LATE_USAGE a|OUTPUT_TOKEN 0.04 USD");
    }
}
