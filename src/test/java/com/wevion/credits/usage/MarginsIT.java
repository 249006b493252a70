package com.wevion.credits.usage;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Margins of a running service. */
@WithService(engines = false)
class MarginsIT {
    private final LocalService service;
    private final Api admin;
    private final TestTeam team;
    private final String engine = "MARGIN_" + UUID.randomUUID();

    MarginsIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.team = TestTeam.withCredits(service, "1000");
    }

    @Test
    void flagsAnEngineThatIsSoldBelowItsCost() {
        ok(PriceList.after(service)
                .engine(engine, "0.1", 900)
                .provider("Renderer", "VIDEO_COMPOSITING", engine, "SECOND", 1, "0.25")
                .publish());
        job(Map.of("outcome", "SUCCEEDED", "delivered", 10));
        job(Map.of("outcome", "SUCCEEDED", "delivered", 4, "providerCostUsd", "0.15"));
        job(Map.of("outcome", "FAILED", "providerCostUsd", "0.1"));

        JsonNode margin = only("engine");

        assertThat(margin.toString())
                .isEqualTo(
                        ("{\"day\":null,\"service\":\"VIDEO_COMPOSITING\",\"engine\":\"%s\",\"records\":3,\"per\":\"SECOND\","
                                        + "\"quantity\":14,\"outputTokens\":null,\"charged\":\"1.4\",\"chargedUncosted\":\"0\",\"cost\":\"2.75\","
                                        + "\"margin\":\"-1.35\",\"marginPercent\":\"-96.43\",\"belowCost\":true,\"uncosted\":0,"
                                        + "\"unit\":\"USD\"}")
                                .formatted(engine));
    }

    @Test
    void countsCreditsForTheirWorthAndSaysWhatHasNoCost_D3() {
        Api host = team.host();
        String first = message();
        String second = message();
        ok(Chat.succeed(host, team, first, 1_000, 1_000));
        ok(Chat.complete(
                host,
                team,
                second,
                Map.of("outcome", "SUCCEEDED", "inputTokens", 0, "outputTokens", 1_000, "providerCostUsd", "0.001")));

        JsonNode margin = only("day");

        assertThat(margin.get("day").asText()).isEqualTo(today().toString());
        assertThat(margin.get("service").asText()).isEqualTo("CHAT");
        assertThat(margin.get("quantity").asLong()).isEqualTo(1_000);
        assertThat(margin.get("outputTokens").asLong()).isEqualTo(2_000);
        assertThat(margin.get("charged").asText()).isEqualTo("0.099");
        assertThat(margin.get("chargedUncosted").asText()).isEqualTo("0.054");
        assertThat(margin.get("cost").asText()).isEqualTo("0.001");
        assertThat(margin.get("margin").asText()).isEqualTo("0.044");
        assertThat(margin.get("marginPercent").asText()).isEqualTo("97.78");
        assertThat(margin.get("belowCost").asBoolean()).isFalse();
        assertThat(margin.get("records").asLong()).isEqualTo(4);
        assertThat(margin.get("uncosted").asLong()).isEqualTo(2);
    }

    @Test
    void sellsBelowCostHoweverMuchWorkOfUnknownCostIsCharged() {
        for (String cost : new String[] {"0.755", null, null}) {
            Map<String, Object> answered =
                    new HashMap<>(Map.of("outcome", "SUCCEEDED", "inputTokens", 0, "outputTokens", 1_000));
            if (cost != null) {
                answered.put("providerCostUsd", cost);
            }
            ok(Chat.complete(Api.host(service), team, message(), answered));
        }

        JsonNode margin = only("engine");

        assertThat(margin.get("charged").asText()).isEqualTo("0.135");
        assertThat(margin.get("chargedUncosted").asText()).isEqualTo("0.09");
        assertThat(margin.get("margin").asText()).isEqualTo("-0.71");
        assertThat(margin.get("marginPercent").asText()).isEqualTo("-1577.78");
        assertThat(margin.get("belowCost").asBoolean()).isTrue();
        assertThat(margin.get("uncosted").asLong()).isEqualTo(4);
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        String path = "/margins?from=2026-10-01&to=2026-11-01&groupBy=day";

        assertThat(admin.get(path).status()).isEqualTo(200);
        assertThat(team.owner().get(path).problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).get(path).problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get(path).problem()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-10-01&to=2026-11-01",
                "from=2026-10-01&to=2026-11-01&groupBy=team",
                "from=2026-10-01&groupBy=day",
                "to=2026-10-01&groupBy=day",
                "from=2026-10-01&to=2026-10-01&groupBy=day",
                "from=2026-10-02&to=2026-10-01&groupBy=day",
                "from=2026-01-01&to=2027-02-06&groupBy=day",
                "from=2026-02-30&to=2026-03-01&groupBy=day",
                "from=2026-10-01T00:00:00Z&to=2026-11-01&groupBy=day",
                "from=%2B26-10-01&to=2026-11-01&groupBy=day"
            })
    void refusesARangeThatMakesNoSense(String query) {
        assertThat(admin.get("/margins?" + query).problem()).isEqualTo("validation");
    }

    @Test
    void takesALongestRange() {
        assertThat(ok(admin.get("/margins?from=2026-01-01&to=2027-02-05&groupBy=day"))
                        .text("groupBy"))
                .isEqualTo("day");
    }

    private void job(Map<String, Object> completion) {
        String jobId = ok(team.owner()
                        .post(
                                team.path("/jobs"),
                                Map.of("service", "VIDEO_COMPOSITING", "engine", engine, "seconds", 10)))
                .text("jobId");
        ok(Api.host(service).post("/jobs/" + jobId + "/completion", completion));
    }

    private String message() {
        return ok(team.owner().post(team.path("/chat/messages"), Map.of("model", engine)))
                .text("messageId");
    }

    /** The one item of this test's engine; the days leave room for midnight. */
    private JsonNode only(String groupBy) {
        List<JsonNode> found = new ArrayList<>();
        ok(admin.get("/margins?from=%s&to=%s&groupBy=%s".formatted(today().minusDays(1), today().plusDays(1), groupBy)))
                .json()
                .get("items")
                .forEach(found::add);
        found.removeIf(item -> !item.get("engine").asText().equals(engine));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
