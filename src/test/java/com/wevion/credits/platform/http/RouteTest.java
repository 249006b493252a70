package com.wevion.credits.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class RouteTest {
    @Path("teams/{teamId}")
    static class Teams {
        public void whole() {}

        @Path("/jobs/{job: [0-9a-f]{8}}")
        public void job() {}
    }

    static class Proxy extends Teams {}

    static class Elsewhere {}

    @Test
    void isTheTemplateWithoutExpressions() throws NoSuchMethodException {
        assertThat(Route.of(Teams.class, Teams.class.getMethod("job"))).isEqualTo("/teams/{teamId}/jobs/{job}");
        assertThat(Route.of(Teams.class, Teams.class.getMethod("whole"))).isEqualTo("/teams/{teamId}");
    }

    @Test
    void isThatOfTheClassBehindAProxy() {
        assertThat(Route.of(Proxy.class, null)).isEqualTo("/teams/{teamId}");
    }

    @Test
    void isNoneWhereNothingMatches() {
        assertThat(Route.of(null, null)).isEqualTo("none");
        assertThat(Route.of(Elsewhere.class, null)).isEqualTo("none");
    }
}
