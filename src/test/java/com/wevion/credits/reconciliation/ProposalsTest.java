package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.catalog.SeedCatalog;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.reconciliation.proposal.PriceListDraft;
import com.wevion.credits.reconciliation.proposal.Proposals;
import com.wevion.credits.reconciliation.proposal.ProposedRate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Draft price lists for what an import bills and the catalogue does not know. */
class ProposalsTest {
    private InvoiceBook book;

    @BeforeEach
    void open() {
        book = new InvoiceBook();
    }

    @AfterEach
    void close() {
        book.close();
    }

    private PriceListDraft draft(int max) {
        return new Proposals(book.pool(), max).of(book.currentFile(), SeedCatalog.version1());
    }

    private static String shown(ProposedRate rate) {
        return rate.sku() + ": " + rate.service() + " " + rate.engine() + " " + rate.per() + " " + rate.cost() + "/"
                + rate.unitSize() + " from " + rate.effectiveFrom() + ", " + rate.lines() + " for " + rate.billed()
                + " "
                + rate.currency();
    }

    @Test
    void proposesARateForEachUnknownSkuByWhatWasBilledAndWhatWorked() {
        book.images("2026-10-06", 10).of("CHAT", "GPT_5", "INPUT_TOKEN").write();
        book.line("2026-10-06", 10, "0.3").write();
        book.line("2026-10-06", 2_000_000, "2.5")
                .sku("gpt-5-2025-08-07, input", "INPUT_TOKEN")
                .write();
        book.line("2026-10-05", 4_000_000, "5")
                .sku("GPT-5-2025-08-07, input", "INPUT_TOKEN")
                .write();
        book.line("2026-10-05", 0, "0.5")
                .sku("gpt-5-2025-08-07, cached input", null)
                .write();
        book.line("2026-10-05", 1_000_000, "0.4")
                .sku("o9-mini, output", "OUTPUT_TOKEN")
                .write();
        book.line("2026-10-05", 3, "0.3").sku("veo-3.1", "SECOND").write();
        book.line("2026-10-05", 4, "0.25").sku("nova-7", "IMAGE").write();
        book.line("2026-10-05", 1, "0.2").sku("storage", null).write();
        book.line("2026-10-05", 1, "0.1").sku("marks", null).currency("EUR").write();

        PriceListDraft draft = draft(10);

        assertThat(draft.unknown()).isEqualTo(7);
        assertThat(draft.providerRates())
                .extracting(ProposalsTest::shown)
                .containsExactly(
                        "GPT-5-2025-08-07, input: CHAT GPT_5 INPUT_TOKEN 1.25/1000000 from 2026-10-05T00:00:00Z, 2 for 7.5 USD",
                        "gpt-5-2025-08-07, cached input: CHAT GPT_5 CACHE_READ_TOKEN null/1000000 from 2026-10-05T00:00:00Z, 1 for 0.5 USD",
                        "o9-mini, output: CHAT o9-mini OUTPUT_TOKEN 0.4/1000000 from 2026-10-05T00:00:00Z, 1 for 0.4 USD",
                        "veo-3.1: VIDEO VEO_3_1 SECOND 0.1/1 from 2026-10-05T00:00:00Z, 1 for 0.3 USD",
                        "nova-7: IMAGE null IMAGE 0.0625/1 from 2026-10-05T00:00:00Z, 1 for 0.25 USD",
                        "storage: null null null null/1 from 2026-10-05T00:00:00Z, 1 for 0.2 USD",
                        "marks: null null null null/1 from 2026-10-05T00:00:00Z, 1 for 0.1 EUR");
        assertThat(draft(2).unknown()).isEqualTo(7);
        assertThat(draft(2).providerRates()).hasSize(2);
    }

    @Test
    void proposesNothingForWhatIsKnownLeftOutOrNoUsage() {
        book.line("2026-10-06", 10, "0.3").write();
        book.line("2026-10-06", 1, "1").sku("storage", null).write();
        book.line("2026-10-06", 1, "1").kind("TAX").write();
        Sql.on(book.pool())
                .update(
                        "INSERT INTO reconciliation_ignore (provider, what, name, reason, created_by, created_at)"
                                + " VALUES (?, 'SKU', 'STORAGE', 'x', ?, now())",
                        book.provider(),
                        UUID.randomUUID());

        assertThat(draft(10).unknown()).isZero();
        assertThat(draft(10).providerRates()).isEmpty();
        assertThatThrownBy(() -> new Proposals(book.pool(), 10).of(UUID.randomUUID(), SeedCatalog.version1()))
                .isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-sonnet-4-5, cache write (1h)        | CACHE_WRITE_1H_TOKEN
            claude-sonnet-4-5, cache creation, 5 min   | CACHE_WRITE_5M_TOKEN
            gpt-realtime, audio input                  | AUDIO_INPUT_TOKEN
            gpt-realtime, cached audio input           | CACHE_READ_TOKEN
            gpt-image-1.5, image output                | IMAGE_OUTPUT_TOKEN
            gpt-image-1.5, text input                  | INPUT_TOKEN
            web search tool calls                      | TOOL_CALL
            """)
    void guessesTheKindOfTokensByTheWordsOfTheSku(String sku, String per) {
        book.line("2026-10-06", 1, "1").sku(sku, null).write();
        assertThat(draft(10).providerRates())
                .extracting(rate -> String.valueOf(rate.per()))
                .containsExactly(per);
    }
}
