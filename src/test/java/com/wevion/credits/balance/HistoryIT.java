package com.wevion.credits.balance;

import static com.wevion.credits.dev.Chat.charged;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithService
class HistoryIT {
    private final LocalService service;

    HistoryIT(LocalService service) {
        this.service = service;
    }

    @Test
    void listsTheHistoryNewestFirstWithRunningBalanceAndPerson_S14() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api buyer = team.member("MEDIA_BUYER");
        charged(buyer, team, 2_000, 1_000);
        charged(team.owner(), team, 1_000, 0);
        team.adjust("CREATIVE", "-1.5");

        List<JsonNode> lines = team.history();

        assertThat(lines).extracting(line -> line.get("amount").asText()).containsExactly("-1.5", "-9", "-63", "5000");
        assertThat(lines)
                .extracting(line -> line.get("balanceAfter").asText())
                .containsExactly("-1.5", "4928", "4937", "5000");
        assertThat(lines)
                .extracting(line -> line.get("unit").asText())
                .containsExactly("USD", "credits", "credits", "credits");
        assertThat(lines.get(2).at("/user/id").asText())
                .isEqualTo(buyer.userId().toString());
        assertThat(lines.get(2).at("/user/displayName").asText()).isEqualTo("MEDIA_BUYER " + buyer.userId());
        assertThat(lines.get(2).get("quantity").asLong()).isEqualTo(3_000);
    }

    @Test
    void explainsACharge_D9() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        charged(team.owner(), team, 2_000, 1_000);

        JsonNode line =
                ok(team.owner().get(team.path("/transactions/CREDITS/2"))).json();

        JsonNode explanation = line.get("explanation");
        assertThat(explanation.get("quantity").asLong()).isEqualTo(3_000);
        assertThat(explanation.get("catalogVersion").asInt()).isEqualTo(1);
        assertThat(explanation.get("held").asText()).isEqualTo("63");
        assertThat(explanation.get("lines").findValuesAsText("unitPrice")).containsExactly("9", "45");
        assertThat(team.owner().get(team.path("/transactions/CREDITS/3")).problem())
                .isEqualTo("not-found");
        assertThat(team.owner().get(team.path("/transactions/SAVINGS/1")).problem())
                .isEqualTo("not-found");
    }

    @Test
    void pagesThroughBothAccountsWithoutGapOrRepetition() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        for (int i = 1; i <= 5; i++) {
            team.adjust(i % 2 == 0 ? "CREDITS" : "CREATIVE", "-0.0" + i);
        }
        List<String> amounts = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            Answer page = ok(team.owner().get(team.path("/transactions?limit=2" + cursor)));
            page.json()
                    .get("items")
                    .forEach(line -> amounts.add(line.get("amount").asText()));
            cursor = page.text("nextCursor") == null ? null : "&cursor=" + page.text("nextCursor");
        }

        assertThat(amounts).containsExactly("-0.05", "-0.04", "-0.03", "-0.02", "-0.01", "5000");
    }

    @Test
    void filtersTheHistory() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api buyer = team.member("MEDIA_BUYER");
        charged(buyer, team, 1_000, 0);
        charged(team.owner(), team, 2_000, 0);

        assertThat(amounts(team.owner(), team, "type=USAGE")).containsExactly("-18", "-9");
        assertThat(amounts(team.owner(), team, "userId=" + buyer.userId())).containsExactly("-9");
        assertThat(amounts(team.owner(), team, "service=CHAT&engine=DEFAULT&account=CREDITS"))
                .hasSize(2);
        assertThat(amounts(team.owner(), team, "service=VIDEO")).isEmpty();
        assertThat(amounts(team.owner(), team, "to=2020-01-01")).isEmpty();
        assertThat(amounts(team.owner(), team, "from=2020-01-01T00:00:00Z")).hasSize(3);
    }

    private static List<String> amounts(Api caller, TestTeam team, String query) {
        return ok(caller.get(team.path("/transactions?" + query))).json().findValuesAsText("amount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account=SAVINGS",
                "type=GIFT",
                "userId=me",
                "userId=1-1-1-1-1",
                "service=chat",
                "from=yesterday",
                "to=2026-02-30",
                "from=%2B300000-01-01T00:00:00Z",
                "engine=%00",
                "limit=0",
                "limit=201",
                "limit=1000000000",
                "limit=-1",
                "limit=ten",
                "cursor=nonsense",
                "cursor=eyJjcmVkaXRzIjoieCJ9"
            })
    void refusesAQueryThatMakesNoSense(String query) {
        TestTeam team = TestTeam.paid(service);

        Answer refused = team.owner().get(team.path("/transactions?" + query));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.json().at("/violations/0/field").asText()).isEqualTo(query.replaceFirst("=.*", ""));
    }

    @Test
    void showsABuyerOnlyTheOwnLinesAndAViewerNone_D12() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api buyer = team.member("MEDIA_BUYER");
        Api viewer = team.member("VIEWER");
        charged(buyer, team, 1_000, 0);
        charged(team.owner(), team, 2_000, 0);

        assertThat(amounts(buyer, team, "")).containsExactly("-9");
        assertThat(buyer.get(team.path("/transactions/CREDITS/3")).problem()).isEqualTo("not-found");
        assertThat(buyer.get(team.path("/transactions?userId=" + team.owner().userId()))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(amounts(team.member("FINANCE"), team, "")).hasSize(3);
        assertThat(amounts(team.member("MANAGER"), team, "")).hasSize(3);
        assertThat(viewer.get(team.path("/transactions")).problem()).isEqualTo("forbidden");
        assertThat(viewer.get(team.path("/balance")).status()).isEqualTo(200);
        Api stranger = Api.person(service, UUID.randomUUID());
        assertThat(stranger.get(team.path("/balance")).problem()).isEqualTo("not-found");
        assertThat(stranger.get(team.path("/transactions")).json())
                .as("as for a team that does not exist")
                .isEqualTo(withInstance(
                        stranger.get("/teams/" + UUID.randomUUID() + "/transactions"), team.path("/transactions")));
    }

    private static JsonNode withInstance(Answer answer, String path) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) answer.json()).put("instance", "/api/v1" + path);
    }

    @Test
    void exportsTheHistoryAsCsvWithFormulasDefused() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        Api formula = Api.person(service, UUID.randomUUID());
        ok(Api.host(service)
                .put(
                        team.path("/members/" + formula.userId()),
                        Map.of("role", "MEDIA_BUYER", "displayName", "\u00A0\uFF1DHYPERLINK(\"x\"), Bob")));
        charged(formula, team, 2_000, 1_000);

        Answer csv = ok(team.owner().get(team.path("/transactions"), "Accept", "text/csv"));

        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("account,sequence,at,type,amount,balanceAfter,unit,userId,userName");
        assertThat(lines.get(1))
                .startsWith("CREDITS,2,")
                .contains(",USAGE,-63,4937,credits,", "\"'\u00A0\uFF1DHYPERLINK(\"\"x\"\"), Bob\"");
        assertThat(lines.get(2)).startsWith("CREDITS,1,").contains(",ADJUSTMENT,5000,5000,credits,");
    }
}
