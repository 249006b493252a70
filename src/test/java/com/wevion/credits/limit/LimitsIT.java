package com.wevion.credits.limit;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits as callers meet them: 100 requests a second of a person, in windows of 5 seconds, and 20 checkouts a minute of a team. */
@WithService(setsClock = true)
class LimitsIT {
    private static final int A_STORM = 5_000;

    private final LocalService service;

    LimitsIT(LocalService service) {
        this.service = service;
    }

    @Test
    void refuseWhoAsksTooOftenAndNobodyElse() {
        Api eager = Api.person(service, UUID.randomUUID());
        Api quiet = Api.person(service, UUID.randomUUID());

        Api.Answer refused = IntStream.range(0, A_STORM)
                .parallel()
                .mapToObj(i -> eager.get("/retention"))
                .filter(answer -> answer.status() != 200)
                .findAny()
                .orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.text("policy")).isEqualTo("person");
        assertThat(refused.text("detail")).contains("500 requests in 5 s");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.text("retryAfterSeconds")).isEqualTo("1");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"person\";q=500;w=5");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"person\";r=0;t=1");
        Api.Answer served = quiet.get("/retention");
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.headers().firstValue("RateLimit")).contains("\"person\";r=499;t=5");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> eager.get("/retention").status() == 200);
    }

    @Test
    void tellMembersOfTheirTeamsLimitAndHostsOfNone() {
        TestTeam team = TestTeam.paid(service);

        Api.Answer member = ok(team.owner().get(team.path("/balance")));
        Api.Answer host = ok(team.host().get(team.path("/balance")));

        assertThat(member.headers().firstValue("RateLimit-Policy"))
                .contains("\"person\";q=500;w=5, \"team\";q=1500;w=5");
        assertThat(host.headers().firstValue("RateLimit-Policy")).isEmpty();
    }

    @Test
    void areNotUsedUpByStrangers() {
        TestTeam team = TestTeam.paid(service);
        Api stranger = Api.person(service, UUID.randomUUID());

        List<Integer> answers = IntStream.range(0, 20)
                .mapToObj(i -> stranger.get(team.path("/balance")).status())
                .toList();

        assertThat(answers).containsOnly(404);
        assertThat(team.owner()
                        .get(team.path("/balance"))
                        .headers()
                        .firstValue("RateLimit")
                        .orElseThrow())
                .contains("\"team\";r=1499;");
    }

    @Test
    void letATeamBeginSoManyPurchasesAMinute_S17() {
        TestTeam team = TestTeam.paid(service);
        Api member = team.member("MANAGER");
        Map<String, Object> wanted = Map.of("package", "STARTER");
        String key = UUID.randomUUID().toString();
        int begun = 0;
        Api.Answer refused = member.post(team.path("/purchases"), wanted, key);
        while (refused.status() == 201 && begun < 60) {
            begun++;
            key = UUID.randomUUID().toString();
            refused = (begun % 2 == 0 ? member : team.owner()).post(team.path("/purchases"), wanted, key);
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("policy")).isEqualTo("checkouts");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 3L);
        assertThat(begun).isGreaterThanOrEqualTo(20);
        assertThat(ok(team.owner().get(team.path("/purchases"))).json().get("items"))
                .hasSize(begun);
        String retried = key;
        Api.Answer later = await().atMost(Duration.ofSeconds(10))
                .until(() -> member.post(team.path("/purchases"), wanted, retried), answer -> answer.status() != 429);
        assertThat(ok(later).replayed()).isFalse();
    }
}
