package com.wevion.credits.invoice.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * Costs as the APIs of providers answer. The samples have the shapes that the providers publish: OpenAI's
 * https://developers.openai.com/api/reference/resources/admin/subresources/organization/subresources/usage/methods/costs and
 * Anthropic's https://platform.claude.com/docs/en/api/admin/cost_report/retrieve.
 */
class ApiCostsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);

    private static Reading sample(Format format, String name) {
        return Reading.of(format, ApiCostsTest.class.getResourceAsStream("/invoice/" + name));
    }

    @Test
    void readsCostsOfOpenAiWhetherTheyAreNumbersOrTexts() {
        Reading costs = sample(Format.OPENAI_COSTS, "openai-costs.json");
        assertThat(costs.reasons()).containsExactly("line 4: amount.value is missing");
        assertThat(costs.accepted)
                .extracting(charge -> charge.sku, charge -> charge.costNanos, charge -> charge.account)
                .containsExactly(
                        tuple("gpt-4o-2024-08-06, input", 62_845_000L, "/proj_a"),
                        tuple("gpt-4o-2024-08-06, output", 12_300L, "org-1/proj_a"),
                        tuple("web search tool calls", 0L, null));
        Charge input = costs.accepted.get(0);
        assertThat(input.measure).isEqualTo(InvoiceMeasure.INPUT_TOKEN);
        assertThat(input.quantity).isNull();
        assertThat(input.allowanceNanos).isEqualTo(500);
        assertThat(input.currency).isEqualTo("USD");
        assertThat(input.day).isEqualTo(FIRST).isEqualTo(input.lastDay);
        assertThat(input.startsAt).isNull();
        assertThat(input.extras).isEqualTo("{\"project_id\":\"proj_a\"}");
        assertThat(costs.free).containsExactly(FIRST.plusDays(1));
    }

    @Test
    void readsCostsOfAnthropicAsCents() {
        Reading costs = sample(Format.ANTHROPIC_COSTS, "anthropic-costs.json");
        assertThat(costs.reasons()).containsExactly("line 5: amount is a number and not a text with cents: 30");
        assertThat(costs.accepted)
                .extracting(charge -> charge.sku, charge -> charge.costNanos, charge -> charge.kind)
                .containsExactly(
                        tuple("claude-sonnet-4-20250514, uncached_input_tokens", 1_237_891_200L, Charge.Kind.USAGE),
                        tuple(
                                "claude-sonnet-4-20250514, cache_creation.ephemeral_1h_input_tokens, batch, 200k-1M, us",
                                5_000_000L,
                                Charge.Kind.USAGE),
                        tuple("claude-sonnet-4-20250514, output_tokens", -20_000_000_000L, Charge.Kind.CREDIT),
                        tuple("Web Search Usage", 300_000_000L, Charge.Kind.USAGE));
        Charge input = costs.accepted.get(0);
        assertThat(input.measure).isEqualTo(InvoiceMeasure.INPUT_TOKEN);
        assertThat(input.account).isEqualTo("wrkspc_01JwQvzr7rXLA5AGx3HKfFUJ");
        assertThat(input.allowanceNanos).isEqualTo(50);
        assertThat(input.description).isEqualTo("Claude Sonnet 4 Usage - Input Tokens");
        assertThat(input.day).isEqualTo(FIRST).isEqualTo(input.lastDay);
        assertThat(costs.accepted.get(2).measure).isEqualTo(InvoiceMeasure.OUTPUT_TOKEN);
        assertThat(costs.accepted.get(3).measure).isNull();
        assertThat(costs.free).containsExactly(FIRST.plusDays(1));
    }

    @Test
    void readsABucketWhoseTimesComeLast() {
        Charge charge = Reading.of(Format.OPENAI_COSTS, """
                        {"data":[{"results":[{"amount":{"currency":"usd","value":1.5},"line_item":"x"}],
                                  "end_time":1790899200,"start_time":1790812800}]}""").only();
        assertThat(charge.day).isEqualTo(FIRST);
        assertThat(charge.costNanos).isEqualTo(1_500_000_000L);
    }

    @Test
    void refusesAPageWhoseBucketsRepeat() {
        String bucket =
                "{\"starting_at\":\"2026-10-01T00:00:00Z\",\"ending_at\":\"2026-10-02T00:00:00Z\",\"results\":[]}";
        assertThatThrownBy(() -> Reading.of(Format.ANTHROPIC_COSTS, "{\"data\":[" + bucket + "," + bucket + "]}"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("the bucket that begins at 2026-10-01T00:00:00Z is in the file twice");
    }

    @Test
    void refusesWhatIsNoCost() {
        assertThat(Reading.of(Format.ANTHROPIC_COSTS, """
                        {"data":[{"starting_at":"2026-10-01T00:00:00Z","ending_at":"2026-10-02T00:00:00Z","results":
                            [{"currency":"USD"},{"currency":"USD","amount":"1,5"},{"amount":"1"},7]},
                            {"results":[{"currency":"USD","amount":"1"}]}]}""").reasons())
                .containsExactly(
                        "line 1: amount is missing",
                        "line 2: amount is not a number: 1,5",
                        "line 3: currency is missing",
                        "line 4: the result is not an object",
                        "line 5: starting_at is missing");
        assertThatThrownBy(() -> Reading.of(Format.OPENAI_COSTS, "\n {\"error\":{\"message\":\"Invalid key\"}}"))
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining("there is no item in the file");
    }
}
