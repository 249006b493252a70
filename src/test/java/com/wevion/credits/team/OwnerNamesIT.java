package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The name of the owner of a team, wherever people are named (D24, S14). */
@WithService(engines = false)
class OwnerNamesIT {
    private final LocalService service;
    private final Api host;
    private final TestTeam team;

    OwnerNamesIT(LocalService service) {
        this.service = service;
        this.host = Api.host(service);
        this.team = TestTeam.paid(service);
    }

    @Test
    void showsTheOwnerByTheNameItIsGiven_D24() {
        String path = "/teams/" + UUID.randomUUID();
        UUID owner = UUID.randomUUID();
        Map<String, Object> named = new HashMap<>(description("One", owner, "AI_CHAT"));

        assertThat(host.put(path, named).text("ownerName")).isEqualTo("Owner");
        named.put("ownerName", "Olga");
        assertThat(host.put(path, named).text("ownerName")).isEqualTo("Olga");
        assertThat(host.put(path, description("Two", owner, "AI_CHAT")).text("ownerName"))
                .isEqualTo("Olga");

        assertThat(host.get(path + "/members").text("items.0.displayName")).isEqualTo("Olga");
        ok(Api.superAdmin(service)
                .post(path + "/adjustments", Map.of("account", "CREDITS", "amount", "10", "reason", "test")));
        Api olga = Api.person(service, owner);
        String message = ok(olga.post(path + "/chat/messages", Map.of())).text("messageId");
        ok(host.post(
                path + "/chat/messages/" + message + "/completion",
                Map.of("outcome", "SUCCEEDED", "inputTokens", 10, "outputTokens", 1)));
        assertThat(ok(olga.get(path + "/transactions?type=USAGE")).text("items.0.user.displayName"))
                .isEqualTo("Olga");
        assertThat(olga.get(path + "/transactions", "Accept", "text/csv").body())
                .contains("," + owner + ",Olga,");
    }

    @Test
    void namesTheNextOwnerAndLeavesTheFormerOnesName_D24() {
        Api next = team.member("VIEWER");
        Map<String, Object> sold = new HashMap<>(description("Sold", next.userId(), "AI_CHAT"));
        sold.put("ownerName", "Nora");
        assertThat(host.put(team.path(""), sold).text("ownerName")).isEqualTo("Nora");
        assertThat(host.get(team.path("/members")).json().get("items"))
                .extracting(m -> m.get("displayName").asText())
                .containsExactlyInAnyOrder("Nora", "Owner");
        sold.put("ownerName", " \n");
        assertThat(host.put(team.path(""), sold).text("violations.0.field")).isEqualTo("ownerName");
    }

    private static Map<String, Object> description(String name, UUID owner, String feature) {
        return Map.of("name", name, "plan", "PRO", "ownerId", owner, "features", List.of(feature));
    }
}
