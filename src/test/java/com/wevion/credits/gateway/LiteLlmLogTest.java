package com.wevion.credits.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wevion.credits.platform.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spend logs of a LiteLLM proxy, in each form in which they can be had. */
class LiteLlmLogTest {
    private static final String ROW = """
            {"request_id":"chatcmpl-1","call_type":"acompletion","api_key":"88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
             "spend":8.0e-07,"total_tokens":500,"prompt_tokens":400,"completion_tokens":100,
             "startTime":"2026-10-01T12:00:00.071000Z","endTime":"2026-10-01T12:00:01.510000Z","model":"openai/gpt-4o",
             "custom_llm_provider":"openai","user":"ada@example.com","messages":[{"role":"user","content":"secret"}],
             "metadata":{"status":"success","user_api_key_alias":"ada"},"cache_hit":"False","team_id":null}""";

    private static final List<String> WORK = List.of(
            "OPENAI chatcmpl-1 2026-10-01T12:00:01.510Z CHAT/gpt-4o 400 INPUT_TOKEN 400 WORKER SUCCEEDED",
            "OPENAI chatcmpl-1 2026-10-01T12:00:01.510Z CHAT/gpt-4o 100 OUTPUT_TOKEN 400 WORKER SUCCEEDED");

    private static List<String> read(String file) {
        return GatewayRows.of(GatewayLog.LITELLM, file);
    }

    private static String with(String old, String changed) {
        assertThat(ROW).contains(old);
        return ROW.replace(old, changed);
    }

    @Test
    void readsAListAndLinesAndAPageAndTheTable() {
        String line = ROW.replace("\n", " ");

        assertThat(read("[" + ROW + "]")).isEqualTo(WORK);
        assertThat(read("\uFEFF" + line + "\n" + line.replace("chatcmpl-1", "chatcmpl-2") + "\n"))
                .hasSize(4)
                .startsWith(WORK.get(0), WORK.get(1));
        assertThat(read("{\"data\":[" + ROW + "],\"total\":1,\"page\":1,\"page_size\":50,\"total_pages\":1}"))
                .isEqualTo(WORK);
        assertThat(read("""
                        request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,custom_llm_provider,metadata
                        chatcmpl-1,acompletion,88dc,8.0e-07,500,400,100,2026-10-01 12:00:00.071,2026-10-01 12:00:01.51,gpt-4o,openai,"{""status"": ""success""}"
                        """)).isEqualTo(WORK);
    }

    @Test
    void theCostIsDividedAsTheRowTellsElseByOurRatesElseByTheTokens() {
        String told = with(
                "\"status\":\"success\"",
                "\"status\":\"success\",\"cost_breakdown\":{\"input_cost\":2e-07,\"output_cost\":6e-07}");

        assertThat(read(told))
                .extracting(row -> row.replaceAll(".*_TOKEN (\\d+).*", "$1"))
                .containsExactly("200", "600");
        assertThat(read(ROW))
                .extracting(row -> row.replaceAll(".*_TOKEN (\\d+).*", "$1"))
                .containsExactly("400", "400");
        assertThat(read(with("openai/gpt-4o", "openai/other")))
                .extracting(row -> row.replaceAll(".*_TOKEN (\\d+).*", "$1"))
                .containsExactly("640", "160");
    }

    @Test
    void cachedTokensOfThePromptAreAKindOfTheirOwn() {
        String cached = with(
                "\"status\":\"success\"",
                "\"status\":\"success\",\"usage_object\":{\"prompt_tokens_details\":{\"cached_tokens\":300}}");

        assertThat(read(cached))
                .extracting(row -> row.replaceAll(".*gpt-4o (\\d+ \\w+) (\\d+).*", "$1 $2"))
                .containsExactly("100 INPUT_TOKEN 100", "300 CACHE_READ_TOKEN 300", "100 OUTPUT_TOKEN 400");
    }

    @Test
    void whatFailedAndCostSomethingFailed() {
        assertThat(read(with("\"success\"", "\"failure\""))).allMatch(row -> row.endsWith(" FAILED"));
    }

    @Test
    void whereNoProviderDidAnythingThereIsNoWork() {
        String refused = ROW.replace("8.0e-07", "0").replaceAll("(_tokens\":)\\d+", "$10");

        assertThat(read(with("\"False\"", "\"True\""))).containsExactly("idle");
        assertThat(read(refused.replace("\"success\"", "\"failure\""))).containsExactly("idle");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "request_id":"chatcmpl-1",       |                                        | request_id is missing; of a summary
            "spend":8.0e-07                  | "spend":-1                             | spend is not a number from 0 on
            "spend":8.0e-07                  | "spend":1001                           | spend is more than 1000 USD
            "prompt_tokens":400              | "prompt_tokens":1.5                    | prompt_tokens is not a whole number
            "endTime":"2026-10-01T12:00:01.510000Z" | "endTime":"yesterday"           | endTime is not a time
            "endTime":"2026-10-01T12:00:01.510000Z" | "endTime":"2026-12-01T00:00:00Z" | endTime is before 2000 or in the future
            "custom_llm_provider":"openai"   | "custom_llm_provider":"***"            | custom_llm_provider is missing
            "openai/gpt-4o"                  | ""                                     | model is missing
            """)
    void refusesARowThatCannotBeCompared(String old, String changed, String reason) {
        assertThat(read(ROW + with(old, changed == null ? "" : changed)))
                .hasSize(3)
                .last()
                .asString()
                .startsWith("2: " + reason);
    }

    @Test
    void workWithoutTokensIsForCsv() {
        String image = ROW.replaceAll("(_tokens\":)\\d+", "$10").replace("acompletion", "aimage_generation");

        assertThat(read(image))
                .containsExactly("1: there is a cost and no token (call_type aimage_generation); send such work as CSV,"
                        + " with its measure and quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "[1]", "[{\"request_id\":1,]", "{\"data\":[]}", "request_id,spend\n"})
    void refusesAFileThatIsNone(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(Invalid.class);
    }
}
