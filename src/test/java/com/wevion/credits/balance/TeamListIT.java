package com.wevion.credits.balance;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's list of teams. */
@WithService(engines = false)
class TeamListIT {
    private final LocalService service;
    private final Api admin;

    TeamListIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @Test
    void showsBothAccountsAsTheBalanceDoes() {
        TestTeam team = TestTeam.withCredits(service, "99");
        Api viewer = team.member("VIEWER");
        ok(team.owner().post(team.path("/chat/messages"), Map.of("estimatedInputTokens", 1_000, "maxOutputTokens", 0)));

        JsonNode found = only("/teams?name=" + team.id());

        JsonNode balance = ok(team.owner().get(team.path("/balance"))).json();
        assertThat(found.get("credits")).isEqualTo(balance.get("credits"));
        assertThat(found.at("/credits/held").asText()).isEqualTo("9");
        assertThat(found.at("/credits/status").asText()).isEqualTo("LOW");
        assertThat(found.get("creative")).isEqualTo(balance.get("creative"));
        assertThat(found.get("features")).hasToString("[\"AI_CHAT\",\"CREATIVE_HUB\"]");
        assertThat(found.get("members").asInt()).isEqualTo(2);
        assertThat(found.get("ownerId").asText())
                .isEqualTo(team.owner().userId().toString());
        assertThat(found.get("ownerName").asText()).isEqualTo("Owner");
        ok(team.owner().delete(team.path("/members/" + viewer.userId())));
        assertThat(only("/teams?name=" + team.id()).get("members").asInt()).isEqualTo(1);
    }

    @Test
    void findsTeamsByAPartOfTheirNamesInAnyCaseAndPagesByName() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String longest = "D " + mark + "ü".repeat(190);
        List.of("c null " + mark, longest, "B " + mark, "a 100%_" + mark, "other")
                .forEach(this::team);

        assertThat(names("/teams?limit=1&name=" + mark.toUpperCase(Locale.ROOT)))
                .containsExactly("a 100%_" + mark, "B " + mark, "c null " + mark, longest);
        assertThat(names("/teams?name=" + mark + "%25")).isEmpty();
        assertThat(names("/teams?name=100%25_" + mark)).containsExactly("a 100%_" + mark);
    }

    @Test
    void pagesThroughAllTeamsOnce() {
        String mine = team("zz");

        List<String> ids = new ArrayList<>();
        all("/teams?limit=200").forEach(team -> ids.add(team.get("teamId").asText()));

        assertThat(ids).contains(mine).doesNotHaveDuplicates();
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        assertThat(Api.person(service, UUID.randomUUID()).get("/teams").problem())
                .isEqualTo("forbidden");
        assertThat(Api.host(service).get("/teams").problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get("/teams").problem()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "cursor=x", "cursor=eyJpZCI6bnVsbH0", "name=%00"})
    void refusesAPageThatIsNone(String query) {
        assertThat(admin.get("/teams?" + query).problem()).isEqualTo("validation");
    }

    private String team(String name) {
        UUID id = UUID.randomUUID();
        ok(Api.host(service)
                .put(
                        "/teams/" + id,
                        Map.of("name", name, "plan", "PRO", "ownerId", UUID.randomUUID(), "features", List.of())));
        return id.toString();
    }

    private JsonNode only(String path) {
        List<JsonNode> found = all(path);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> names(String path) {
        return all(path).stream().map(team -> team.get("name").asText()).toList();
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ok(admin.get(path + cursor)).json();
            page.get("items").forEach(found::add);
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);
        return found;
    }
}
