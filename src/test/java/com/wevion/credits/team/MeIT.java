package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The caller, with the teams that person belongs to. */
@WithService(engines = false)
class MeIT {
    private final LocalService service;
    private final Api host;
    private final Api person;

    MeIT(LocalService service) {
        this.service = service;
        this.host = Api.host(service);
        this.person = Api.person(service, UUID.randomUUID());
    }

    @Test
    void namesThePersonWhoBelongsNowhere() {
        Api.Answer me = ok(person.get("/me"));

        assertThat(me.body())
                .isEqualTo("{\"userId\":\"%s\",\"name\":\"Person %s\",\"superAdmin\":false,\"teams\":[]}"
                        .formatted(person.userId(), person.userId()));
    }

    @Test
    void listsTheTeamsOfAPersonByNameWithItsRoleAndCapsThere() {
        String second = team("beta", "PRO", person.userId());
        String first = team("Alpha", "FREE", UUID.randomUUID());
        join(first, Map.of("role", "FINANCE", "displayName", "Pat", "monthlyCapCredits", "80", "monthlyCapUsd", "2.5"));

        JsonNode teams = ok(person.get("/me")).json().get("teams");

        assertThat(teams.toString())
                .isEqualTo(("[{\"teamId\":\"%s\",\"name\":\"Alpha\",\"plan\":\"FREE\",\"role\":\"FINANCE\","
                                + "\"monthlyCapCredits\":\"80\",\"monthlyCapUsd\":\"2.5\"},"
                                + "{\"teamId\":\"%s\",\"name\":\"beta\",\"plan\":\"PRO\",\"role\":\"OWNER\","
                                + "\"monthlyCapCredits\":null,\"monthlyCapUsd\":null}]")
                        .formatted(first, second));
    }

    @Test
    void forgetsATeamThatThePersonLeftAndHasItAgainAfterARejoin() {
        String team = team("Gamma", "PRO", UUID.randomUUID());
        join(team, "VIEWER");
        ok(host.delete("/teams/" + team + "/members/" + person.userId()));
        assertThat(ok(person.get("/me")).json().get("teams")).isEmpty();

        join(team, "MANAGER");

        assertThat(ok(person.get("/me")).text("teams.0.role")).isEqualTo("MANAGER");
    }

    @Test
    void saysWhoIsASuperAdmin_D12() {
        assertThat(ok(Api.superAdmin(service).get("/me")).text("superAdmin")).isEqualTo("true");
        assertThat(Api.nobody(service).get("/me").problem()).isEqualTo("unauthenticated");
    }

    private String team(String name, String plan, UUID owner) {
        UUID id = UUID.randomUUID();
        ok(host.put(
                "/teams/" + id, Map.of("name", name, "plan", plan, "ownerId", owner, "features", List.of("AI_CHAT"))));
        return id.toString();
    }

    private void join(String team, String role) {
        join(team, Map.of("role", role, "displayName", "Pat"));
    }

    private void join(String team, Map<String, String> description) {
        ok(host.put("/teams/" + team + "/members/" + person.userId(), description));
    }
}
