package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.identity.KeyEndpoint.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A service whose issuer's keys are at an endpoint that is ill. All the time people whose key is known read a balance, with the
 * token they have and with new ones, and others look at the service's health: none of them fails or waits.
 */
@WithServersOfItsOwn
@Tag("long")
class IllKeysIT {
    private static final String ADDRESS = "https://id.example/realms/people";
    private static final int REFRESH_SECONDS = 1;
    private static final int CALL_MILLIS = 5_000;
    private static final int WAIT_MILLIS = 4_500;

    /** Less than a caller would take that waited for the endpoint or for a call of it. */
    private static final Duration MOST = Duration.ofSeconds(4);

    /** The time in which keys are fetched again: they are checked at intervals, and a fetch takes its time. */
    private static final Duration REFRESHED = Duration.ofSeconds(REFRESH_SECONDS + 3);

    private static final int FLOOD = 16;

    private static final SigningKey OLD = SigningKey.rsa("old");
    private static final SigningKey KEY = SigningKey.rsa("k1");
    private static final SigningKey NEXT = SigningKey.rsa("k2");
    private static final UUID PERSON = UUID.randomUUID();
    private static final UUID TEAM = UUID.randomUUID();

    private static KeyEndpoint endpoint;
    private static LocalService service;
    private static SteadyCallers known;

    @BeforeAll
    static void start() {
        endpoint = new KeyEndpoint(OLD.publicKey(), KEY.publicKey());
        service = LocalService.prepare(TestSettings.in(
                Path.of("target/it/keys-" + ProcessHandle.current().pid()),
                Map.of(
                        "credits.simulated.engines",
                        "false",
                        "credits.issuers",
                        "people",
                        "credits.issuers.people.address",
                        ADDRESS,
                        "credits.issuers.people.keys.address",
                        endpoint.address().toString(),
                        "credits.issuers.people.grants",
                        "SERVICE",
                        "credits.identity.keys.refresh.seconds",
                        String.valueOf(REFRESH_SECONDS),
                        "credits.identity.keys.unknown.seconds",
                        "1",
                        "credits.identity.keys.wait.millis",
                        String.valueOf(WAIT_MILLIS),
                        "credits.identity.call.timeout.millis",
                        String.valueOf(CALL_MILLIS))));
        service.start();
        Api host = caller(token(KEY).with("groups", List.of("SERVICE")).signed());
        TestTeam.ok(host.put(
                "/teams/" + TEAM, Map.of("name", "Team", "plan", "PRO", "ownerId", PERSON, "features", List.of())));
        Api person = caller(token(KEY).signed());
        TestTeam.ok(balance(person));
        known = new SteadyCallers(
                Duration.ofMillis(20),
                answer -> answer.status() == 200,
                List.of(
                        () -> balance(person),
                        () -> balance(person),
                        () -> balance(
                                caller(token(KEY).with("jti", UUID.randomUUID()).signed())),
                        () -> health("ready"),
                        () -> health("live")));
        await().until(() -> known.answers() > 50);
        known.slowest(); // of a server that has just started
    }

    @AfterAll
    static void stop() {
        known.close();
        service.close();
        endpoint.close();
    }

    @AfterEach
    void noneOfTheKnownHasFailedOrWaited() {
        endpoint.publish(OLD.publicKey(), KEY.publicKey());
        endpoint.becomes(State.WELL);
        awaitFetches(2);
        assertThat(known.failures()).isEmpty();
        assertThat(known.slowest()).isLessThan(MOST);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "SLOW", "DRIPS", "FAILS", "SHOWS_A_PAGE", "ANSWERS_GARBAGE"})
    void letsTheKnownGoOnAndTellsTheUnknownToComeAgainWhileTheEndpoint(State state) {
        endpoint.becomes(state);
        try (SteadyCallers unknown = flood()) {
            awaitFetches(2);
            assertUnavailable(state);
            assertThat(unknown.failures()).isEmpty();
            assertThat(unknown.answers()).isPositive();
        }
    }

    @Test
    void letsTheKnownGoOnWhileNobodyListensAndShowsThatKeysGrowOlder() {
        endpoint.becomes(State.IS_DOWN);
        try (SteadyCallers unknown = flood()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> keysAgeSeconds() > REFRESH_SECONDS + 1);
            assertUnavailable(State.IS_DOWN);
            assertThat(unknown.failures()).isEmpty();
        }
        endpoint.becomes(State.WELL);
        await().atMost(REFRESHED).until(() -> keysAgeSeconds() <= REFRESH_SECONDS);
    }

    @Test
    void showsTheAgeOfKeysAmongTheMetrics() {
        String metrics = Api.nobody(service).send("GET", "/metrics", null).body();
        assertThat(metrics.lines().filter(line -> line.startsWith("credits_identity_keys_age_seconds{")))
                .singleElement()
                .asString()
                .contains("issuer=\"people\"")
                .matches(".*} [0-3](?:\\.0)?");
    }

    @Test
    void takesANewKeyAtItsFirstRequestAndNoneThatIsNotThereYet() {
        Api newcomer = caller(token(NEXT).signed());
        Api.Answer early = balance(newcomer);
        assertThat(early.status()).isEqualTo(401);
        assertThat(early.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("Bearer"));
        awaitFetches(2);
        endpoint.publish(KEY.publicKey(), NEXT.publicKey());
        assertThat(balance(newcomer).status()).isEqualTo(200);
    }

    @Test
    void refusesAWithdrawnKeyAlsoOfTokensThatAreRemembered() {
        Api remembered = caller(token(OLD).signed());
        TestTeam.ok(balance(remembered));
        endpoint.publish(KEY.publicKey());
        await().atMost(REFRESHED).until(() -> balance(remembered).status() == 401);
        assertThat(balance(caller(token(OLD).with("jti", "x").signed())).status())
                .isEqualTo(401);
    }

    @Test
    void refusesAFloodOfUnknownKeysWhileTheEndpointIsWellAndAsksItSeldom() {
        int before = endpoint.asked();
        Instant began = Instant.now();
        try (SteadyCallers unknown = flood()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> unknown.answers() > 200);
            assertThat(unknown.failures()).isEmpty();
        }
        long seconds = Duration.between(began, Instant.now()).toSeconds() + 1;
        assertThat(endpoint.asked() - before).isLessThanOrEqualTo(Math.toIntExact(2 * seconds + 1));
    }

    /** A caller of an unknown key, while the endpoint cannot say anything about it. */
    private static void assertUnavailable(State state) {
        Api.Answer answer = balance(stranger());
        if (state == State.SLOW) {
            assertThat(answer.status()).isIn(401, 503); // by the time at which it asks
            return;
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    private static SteadyCallers flood() {
        Supplier<Api.Answer> request = () -> balance(stranger());
        return new SteadyCallers(
                Duration.ofMillis(50),
                answer -> answer.status() == 401 || answer.status() == 503,
                Collections.nCopies(FLOOD, request));
    }

    private static Api stranger() {
        TokenDraft token = token(NEXT).withHeader("kid", UUID.randomUUID().toString());
        return caller(token.unsigned() + ".AAAA");
    }

    private static void awaitFetches(int times) {
        int before = endpoint.asked();
        await().atMost(Duration.ofSeconds(30)).until(() -> endpoint.asked() >= before + times);
    }

    private static TokenDraft token(SigningKey key) {
        return new TokenDraft(key, JWSAlgorithm.RS256, ADDRESS, Instant.now()).with("sub", PERSON);
    }

    private static Api caller(String token) {
        return Api.withToken(service, token);
    }

    private static Api.Answer balance(Api caller) {
        return caller.get("/teams/" + TEAM + "/balance");
    }

    private static Api.Answer health(String kind) {
        return Api.nobody(service).send("GET", "/health/" + kind, null);
    }

    private static int keysAgeSeconds() {
        for (JsonNode check : health("ready").json().get("checks")) {
            if (check.get("name").asText().equals("issuers")) {
                return check.at("/data/people.keysAgeSeconds").asInt();
            }
        }
        throw new AssertionError("There is no check of the issuers");
    }
}
