package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The team of the embedded default, which every start of the launcher comes upon. */
@WithService(engines = false)
class DemoTeamIT {
    private static final String TEAM = "/teams/01900000-0000-7000-8000-000000000001";
    private static final UUID OLGA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    private static final String PEOPLE = OLGA + ":Olga Owner:OWNER;" + BEN
            + ":Ben Buyer:MEDIA_BUYER;01900000-0000-7000-8000-000000000012:Sue Admin:SUPER_ADMIN";

    private final LocalService service;

    DemoTeamIT(LocalService service) {
        this.service = service;
    }

    @Test
    void isMadeOnceAndThenLeftAlone_D24() {
        assertThat(start()).contains("OWNER=");
        Api olga = Api.person(service, OLGA);
        String ben = TEAM + "/members/" + BEN;
        assertThat(ok(olga.get(TEAM + "/members")).body()).contains("Olga Owner", "Ben Buyer");
        ok(olga.put(ben, Map.of("monthlyCapCredits", "2500", "displayName", "Benjamin")));
        ok(Api.host(service)
                .put(TEAM, Map.of("name", "Mine", "plan", "PRO", "ownerId", OLGA, "features", java.util.List.of())));

        assertThat(start()).contains("OWNER=");

        assertThat(ok(olga.put(ben, "{}")).body())
                .contains("\"displayName\":\"Benjamin\"", "\"monthlyCapCredits\":\"2500\"");
        assertThat(ok(olga.get("/me")).text("teams.0.name")).isEqualTo("Mine");
    }

    /** Does as the launcher does once the service runs. */
    private String start() {
        return new DemoTeam(service.baseUrl(), PEOPLE).howToTry();
    }
}
