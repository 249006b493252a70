package com.wevion.credits.keys;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys whose makers are gone. */
@WithService(engines = false)
class KeyMakersIT {
    private static final Map<String, Object> WANTED = Map.of("name", "Nightly script", "scopes", List.of("read"));

    private final LocalService service;
    private final TestTeam team;

    KeyMakersIT(LocalService service) {
        this.service = service;
        team = TestTeam.withCredits(service, "1000");
    }

    @Test
    void outlastsItsMakersRoleAndMembershipAndIsMarkedThen() {
        Api admin = team.member("ADMIN");
        Api reader = Api.withToken(
                service, ok(admin.post(team.path("/keys"), WANTED)).text("secret"));
        ok(Api.superAdmin(service).post(team.path("/keys"), WANTED));
        assertThat(makersLeft()).containsExactly(false, false);

        team.join(admin.userId(), "Ada", "MANAGER", Map.of());
        assertThat(makersLeft()).containsExactly(false, true);
        team.join(admin.userId(), "Ada", "ADMIN", Map.of());
        assertThat(makersLeft()).containsExactly(false, false);
        ok(team.host().delete(team.path("/members/" + admin.userId())));
        assertThat(makersLeft()).containsExactly(false, true);
        ok(reader.get(team.path("/balance")));
    }

    /** The newest first. */
    private List<Boolean> makersLeft() {
        return ok(team.owner().get(team.path("/keys")))
                .json()
                .get("items")
                .valueStream()
                .map(key -> key.get("makerLeft").asBoolean())
                .toList();
    }
}
