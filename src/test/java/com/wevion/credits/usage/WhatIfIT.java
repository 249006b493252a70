package com.wevion.credits.usage;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of this month at other prices, of a running service. */
@WithService(engines = false)
class WhatIfIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalService service;
    private final Api admin;
    private final TestTeam team;
    private final String engine = "WHAT_IF_" + UUID.randomUUID();
    private final String model = "what-if-" + UUID.randomUUID();

    WhatIfIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.team = TestTeam.withCredits(service, "1100");
        ok(PriceList.after(service).engine(engine, "0.1", 900).model(model, 900).publish());
    }

    @Test
    void isWhatWasChargedWhenTheDraftIsTheVersionInForce_D3_D9() {
        job(Map.of("outcome", "SUCCEEDED", "delivered", 7, "providerCostUsd", "0.25"));
        job(Map.of("outcome", "FAILED", "failure", "TIMEOUT"));
        message(1_001, 1);

        JsonNode whatIf =
                ok(admin.send("POST", "/api/v1/catalog/what-if", draft())).json();

        assertThat(item(whatIf, engine).toString())
                .isEqualTo("{\"service\":\"VIDEO_COMPOSITING\",\"engine\":\"" + engine
                        + "\",\"charges\":1,\"quantity\":7,\"charged\":\"0.7\",\"draft\":\"0.7\",\"difference\":\"0\","
                        + "\"chargedUncosted\":\"0\",\"draftUncosted\":\"0\",\"unit\":\"USD\",\"cost\":\"0.25\",\"margin\":\"0.45\",\"draftMargin\":\"0.45\","
                        + "\"costUnit\":\"USD\",\"uncosted\":0}");
        JsonNode chat = item(whatIf, model);
        assertThat(chat.get("charged").asText()).isEqualTo("9.054");
        assertThat(chat.get("draft").asText()).isEqualTo("9.054");
        assertThat(chat.get("uncosted").asInt()).isEqualTo(1);
        assertThat(chat.get("chargedUncosted").asText()).isEqualTo("9.054");
        assertThat(chat.get("margin").isNull()).isTrue();
        assertThat(chat.get("draftMargin").isNull()).isTrue();
    }

    @Test
    void pricesByTheDraftAndPublishesNothing() {
        job(Map.of("outcome", "SUCCEEDED", "delivered", 7));
        message(1_000, 1_000);
        String before = ok(admin.get("/catalog")).body();
        ObjectNode draft = draft();
        draft.remove("packages");
        rate(draft, engine, "SECOND").put("price", "999.9");
        rate(draft, model, "OUTPUT_TOKEN").put("price", "0");

        JsonNode whatIf =
                ok(admin.send("POST", "/api/v1/catalog/what-if", draft)).json();

        assertThat(item(whatIf, engine).get("difference").asText()).isEqualTo("6998.6");
        assertThat(item(whatIf, model).get("draft").asText()).isEqualTo("9");
        assertThat(whatIf.at("/teams/0/teamId").asText()).isEqualTo(team.id().toString());
        assertThat(whatIf.at("/teams/0/difference").asText()).isEqualTo("6998.6");
        assertThat(ok(admin.get("/catalog")).body()).isEqualTo(before);
        assertThat(team.balance("creative.accrued")).isEqualTo("0.7");
    }

    @Test
    void saysWhatTheDraftDoesNotOffer() {
        job(Map.of("outcome", "SUCCEEDED", "delivered", 7));
        ObjectNode draft = draft();
        rate(draft, engine, "SECOND").put("enabled", false);

        JsonNode whatIf =
                ok(admin.send("POST", "/api/v1/catalog/what-if", draft)).json();

        assertThat(whatIf.get("unpriced").toString())
                .contains("{\"service\":\"VIDEO_COMPOSITING\",\"engine\":\"" + engine
                        + "\",\"charges\":1,\"charged\":\"0.7\",\"unit\":\"USD\",\"reason\":\"VIDEO_COMPOSITING by "
                        + engine
                        + " is not offered at present.\"}");
        assertThat(whatIf.get("items").toString()).doesNotContain(engine);
    }

    @Test
    void countsJobsThatCreditsPaidInCredits_D2() {
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeFunding", "CREDITS")));
        job(Map.of("outcome", "SUCCEEDED", "delivered", 1, "providerCostUsd", "0.04"));
        ObjectNode draft = draft();
        rate(draft, engine, "SECOND").put("price", "0.05");

        JsonNode found =
                item(ok(admin.send("POST", "/api/v1/catalog/what-if", draft)).json(), engine);

        assertThat(found.get("charged").asText()).isEqualTo("100");
        assertThat(found.get("draft").asText()).isEqualTo("50");
        assertThat(found.get("unit").asText()).isEqualTo("credits");
        assertThat(found.get("margin").asText()).isEqualTo("0.06");
        assertThat(found.get("draftMargin").asText()).isEqualTo("0.01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"month\":null}",
                "{\"month\":\"2026-13\"}",
                "{\"month\":\"0000-01\"}",
                "{\"month\":\"2026-1\"}",
                "{\"effectiveFrom\":\"2999-01-01T00:00:00Z\"}",
                "{\"rates\":[]}",
                "{\"packages\":[null]}",
                "{\"packages\":[{\"code\":\"A\",\"credits\":\"0\",\"price\":\"1\"}]}",
                "{\"chatHoldCeiling\":\"-1\"}"
            })
    void refusesADraftThatCouldNotBePublished(String change) throws Exception {
        ObjectNode draft = draft();
        draft.setAll((ObjectNode) JSON.readTree(change));

        assertThat(admin.send("POST", "/api/v1/catalog/what-if", draft).problem())
                .isEqualTo("validation");
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        for (Api caller : List.of(team.owner(), Api.host(service))) {
            assertThat(caller.send("POST", "/api/v1/catalog/what-if", draft()).problem())
                    .isEqualTo("forbidden");
        }
    }

    /** The version in force, as an operator's page makes a draft of it. */
    private ObjectNode draft() {
        String version = ok(admin.get("/catalog")).text("version");
        ObjectNode draft = ok(admin.get("/catalog/versions/" + version)).json().deepCopy();
        draft.remove(List.of("version", "effectiveFrom", "createdAt", "createdBy"));
        return draft.put("month", YearMonth.now(ZoneOffset.UTC).toString());
    }

    private static ObjectNode rate(ObjectNode draft, String engine, String per) {
        for (JsonNode rate : (ArrayNode) draft.get("rates")) {
            if (rate.get("engine").asText().equals(engine)
                    && rate.get("per").asText().equals(per)) {
                return (ObjectNode) rate;
            }
        }
        throw new AssertionError(engine);
    }

    private static JsonNode item(JsonNode whatIf, String engine) {
        for (JsonNode item : whatIf.get("items")) {
            if (item.get("engine").asText().equals(engine)) {
                return item;
            }
        }
        throw new AssertionError(whatIf.toString());
    }

    private void job(Map<String, Object> completion) {
        String id = ok(team.owner()
                        .post(
                                team.path("/jobs"),
                                Map.of("service", "VIDEO_COMPOSITING", "engine", engine, "seconds", 10)))
                .text("jobId");
        ok(Api.host(service).post("/jobs/" + id + "/completion", completion));
    }

    private void message(long input, long output) {
        String id = ok(team.owner()
                        .post(
                                team.path("/chat/messages"),
                                Map.of("model", model, "estimatedInputTokens", 10, "maxOutputTokens", 10)))
                .text("messageId");
        ok(Chat.succeed(team.host(), team, id, input, output));
    }
}
