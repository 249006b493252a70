package com.wevion.credits.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.catalog.Measure;
import com.wevion.credits.platform.json.Hearsay;
import com.wevion.credits.platform.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work that is told by kinds of tokens: its records, and what they cost and charge. */
class KindsOfWorkTest {
    @Test
    void recordsEachKindThatWasTold() {
        Told told = told("{\"input\":200,\"cacheRead\":800,\"output\":50,\"reasoning\":0,\"toolCalls\":2}", null);
        List<UsageRecord> message = RecordedWorkTest.charged(
                RecordedWorkTest.message("large", 1_000, 50, told),
                63,
                RecordedWorkTest.chat("large", Measure.INPUT_TOKEN, 1, 10),
                RecordedWorkTest.chat("large", Measure.CACHE_READ_TOKEN, 1, 1),
                RecordedWorkTest.chat("large", Measure.OUTPUT_TOKEN, 1, 40));

        assertThat(shown(message))
                .containsExactly(
                        "INPUT_TOKEN 200 CATALOG:2000 52",
                        "OUTPUT_TOKEN 50 CATALOG:2000 11",
                        "CACHE_READ_TOKEN 800 CATALOG:800 0",
                        "REASONING_TOKEN 0 CATALOG:0 0",
                        "TOOL_CALL 2 null:null 0");
    }

    @Test
    void leavesWhatWasToldToCostByKindAsItIsAndDividesTheRestByListPrice() {
        Told told = told(
                "{\"cacheRead\":{\"quantity\":800,\"costUsd\":\"0.000005\"},\"reasoning\":30,\"output\":20}",
                "0.0000125");
        List<UsageRecord> message = RecordedWorkTest.charged(
                RecordedWorkTest.message("large", 1_000, 50, told),
                63,
                RecordedWorkTest.chat("large", Measure.INPUT_TOKEN, 1, 10),
                RecordedWorkTest.chat("large", Measure.OUTPUT_TOKEN, 1, 100));

        assertThat(shown(message))
                .as(
                        "200 input tokens beside those from the cache, at 2000, and 20 and 30 of the output, at 2000 and 3000")
                .containsExactly(
                        "INPUT_TOKEN 200 WORKER:2143 42",
                        "OUTPUT_TOKEN 20 WORKER:2143 21",
                        "CACHE_READ_TOKEN 800 WORKER:5000 0",
                        "REASONING_TOKEN 30 WORKER:3214 0");
    }

    @Test
    void doesNotBelieveCostsByKindThatAreNotTheWhole_D22() {
        Told told = told(
                "{\"input\":{\"quantity\":1000,\"costUsd\":\"0.000001\"},\"output\":{\"quantity\":50,\"costUsd\":\"0.000001\"}}",
                "0.000003");

        assertThat(told.unusable())
                .containsExactly(new Unusable(
                        "tokens", "0.000002", "has costs that do not add up to providerCostUsd, which is 0.000003"));
        assertThat(shown(RecordedWorkTest.charged(
                        RecordedWorkTest.message("large", 1_000, 50, told),
                        0,
                        RecordedWorkTest.chat("large", Measure.INPUT_TOKEN, 1, 10),
                        RecordedWorkTest.chat("large", Measure.OUTPUT_TOKEN, 1, 100))))
                .containsExactly("INPUT_TOKEN 1000 WORKER:2000 0", "OUTPUT_TOKEN 50 WORKER:1000 0");
    }

    @Test
    void leavesOutKindsThatAreNone_D22() {
        Told told = told(
                "{\"words\":5,\"input\":-1,\"output\":\"7\",\"cacheRead\":{\"costUsd\":\"1\"},\"reasoning\":{\"quantity\":5,\"costUsd\":2}}",
                null);

        assertThat(told.kinds()).containsExactly(new ToldKind(Measure.REASONING_TOKEN, 5, null));
        assertThat(told.unusable())
                .extracting(Unusable::field)
                .containsExactly(
                        "tokens", "tokens.input", "tokens.output", "tokens.cacheRead", "tokens.reasoning.costUsd");
        assertThat(told("[1]", null).unusable())
                .containsExactly(new Unusable("tokens", "[1]", "must be an object with quantities by kind"));
        assertThat(told("null", null).unusable()).isEmpty();
    }

    @Test
    void takesTheCostOfTokensFromThatOfTheImageTheyMade() {
        Told told = told(
                "{\"input\":{\"quantity\":100,\"costUsd\":\"0.001\"},\"imageOutput\":{\"quantity\":4000,\"costUsd\":\"0.04\"}}",
                "0.041");
        assertThat(shown(RecordedWorkTest.charged(
                        RecordedWorkTest.images(2L, told), 60, RecordedWorkTest.rate("BFL", "30000000", null))))
                .containsExactly(
                        "IMAGE 2 WORKER:0 60",
                        "INPUT_TOKEN 100 WORKER:1000000 0",
                        "IMAGE_OUTPUT_TOKEN 4000 WORKER:40000000 0");
        assertThat(shown(RecordedWorkTest.charged(
                        RecordedWorkTest.images(2L, told("{\"imageOutput\":4000}", null)),
                        60,
                        RecordedWorkTest.rate("BFL", "30000000", null))))
                .containsExactly("IMAGE 2 CATALOG:60000000 60", "IMAGE_OUTPUT_TOKEN 4000 CATALOG:0 0");
    }

    private static Told told(String tokens, String costUsd) {
        return Told.of(
                null,
                null,
                Hearsay.of(costUsd),
                Json.read("{\"t\":" + tokens + "}", JsonNode.class).get("t"),
                null);
    }

    private static List<String> shown(List<UsageRecord> records) {
        return records.stream()
                .map(row -> row.measure() + " " + row.quantity() + " " + row.source() + ":" + row.costNanos() + " "
                        + row.chargedUnits())
                .toList();
    }
}
