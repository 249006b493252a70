package com.wevion.credits.limit;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits as callers meet them: 100 requests a second of a person, in windows of 5 seconds, and 20 checkouts a minute of a team. */
@WithService(setsClock = true)
class LimitsIT {
    private static final int A_STORM = 5_000;
    private static final String SESSION = "/api/v1/session";

    private final LocalService service;

    LimitsIT(LocalService service) {
        this.service = service;
    }

    @Test
    void refuseWhoAsksTooOftenAndNobodyElse() {
        Api eager = Api.person(service, UUID.randomUUID());
        Api quiet = Api.person(service, UUID.randomUUID());

        Api.Answer refused = refused(eager);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("too-many-requests");
        assertThat(refused.text("policy")).isEqualTo("person");
        assertThat(refused.text("detail")).contains("500 requests in 5 s");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.text("retryAfterSeconds")).isEqualTo("1");
        assertThat(refused.text("instance")).isEqualTo("/api/v1/retention");
        assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"person\";q=500;w=5");
        assertThat(refused.headers().firstValue("RateLimit")).contains("\"person\";r=0;t=1");
        Api.Answer served = quiet.get("/retention");
        assertThat(served.status()).isEqualTo(200);
        assertThat(served.headers().firstValue("RateLimit")).contains("\"person\";r=499;t=5");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> eager.get("/retention").status() == 200);
    }

    private static Api.Answer refused(Api eager) {
        return IntStream.range(0, A_STORM)
                .parallel()
                .mapToObj(i -> eager.get("/retention"))
                .filter(answer -> answer.status() != 200)
                .findAny()
                .orElseThrow();
    }

    @Test
    void letThroughWhatTheyAllowAndNoMore() {
        Api eager = Api.person(service, UUID.randomUUID());
        long began = System.nanoTime();

        Map<Integer, Long> answers = IntStream.range(0, 1_500)
                .parallel()
                .mapToObj(i -> eager.get("/retention").status())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(answers).containsOnlyKeys(200, 429);
        assertThat(answers.get(200)).isBetween(500L, Math.round(500 + Math.ceil(100 * seconds)));
    }

    @Test
    void areNotWhatABadTokenIsRefusedForAndNoneUsesThemUp() {
        UUID eagerId = UUID.randomUUID();
        UUID quietId = UUID.randomUUID();
        Api eager = Api.withToken(service, Tokens.of(service, eagerId).signed());
        refused(eager);

        for (int i = 0; i < 20; i++) {
            assertThat(badTokens(eagerId))
                    .allSatisfy(token -> assertThat(statusWith(token)).isEqualTo(401));
        }
        assertThat(IntStream.range(0, 200)
                        .parallel()
                        .flatMap(i -> badTokens(quietId).stream().mapToInt(this::statusWith)))
                .containsOnly(401);

        assertThat(refused(eager).status()).isEqualTo(429);
        assertThat(Api.withToken(service, Tokens.of(service, quietId).signed())
                        .get("/retention")
                        .headers()
                        .firstValue("RateLimit"))
                .contains("\"person\";r=499;t=5");
    }

    /** Of a forger, and one that has expired. */
    private List<String> badTokens(UUID person) {
        String good = Tokens.of(service, person).signed();
        String signature = good.substring(good.lastIndexOf('.') + 1);
        String forged = good.substring(0, good.lastIndexOf('.') + 1) + new StringBuilder(signature).reverse();
        long anHourAgo = Instant.now().getEpochSecond() - 3_600;
        return List.of(forged, Tokens.of(service, person).with("exp", anHourAgo).signed());
    }

    private int statusWith(String token) {
        return Api.withToken(service, token).get("/retention").status();
    }

    @Test
    void holdAKeyUntilItIsRevoked() {
        TestTeam team = TestTeam.paid(service);
        Api.Answer made = ok(team.owner().post(team.path("/keys"), Map.of("name", "Eager", "scopes", List.of("read"))));
        Api key = Api.withToken(service, made.text("secret"));
        assertThat(refused(key).status()).isEqualTo(429);

        assertThat(team.owner()
                        .delete(team.path("/keys/" + made.text("key.keyId")))
                        .status())
                .isEqualTo(204);

        assertThat(IntStream.range(0, 100).map(i -> key.get("/retention").status()))
                .containsOnly(401);
    }

    @Test
    void holdAPageUntilItsSessionEnds() {
        Api nobody = Api.nobody(service);
        String somebody = ok(nobody.send("GET", SESSION, null)).text("signIn.people.0.userId");
        String cookie = ok(nobody.send("POST", SESSION, Map.of("userId", somebody)))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
        Api page = Api.withToken(
                service, ok(nobody.send("GET", SESSION, null, "Cookie", cookie)).text("token"));
        assertThat(refused(page).status()).isEqualTo(429);

        ok(nobody.send("DELETE", SESSION, null, "Cookie", cookie));

        assertThat(IntStream.range(0, 100).map(i -> page.get("/retention").status()))
                .containsOnly(401);
    }

    @Test
    void tellMembersOfTheirTeamsLimitAndHostsOfNone() {
        TestTeam team = TestTeam.paid(service);

        Api.Answer member = ok(team.owner().get(team.path("/balance")));
        Api.Answer host = ok(team.host().get(team.path("/balance")));

        assertThat(member.headers().firstValue("RateLimit-Policy"))
                .contains("\"person\";q=500;w=5, \"team\";q=1500;w=5");
        assertThat(host.headers().firstValue("RateLimit-Policy")).isEmpty();
        assertThat(team.owner().get("/nothing").headers().firstValue("RateLimit-Policy"))
                .contains("\"person\";q=500;w=5");
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
