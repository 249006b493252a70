package com.wevion.credits.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service of its own that trusts an issuer elsewhere, as in production, and whose database may go away. */
@WithServersOfItsOwn
class ProductionIT {
    private static final KeyPair ISSUER = Tokens.newPair();
    private static final String ADDRESS = "https://id.example/realms/acme";
    private static LocalService service;

    @BeforeAll
    static void start() {
        service = LocalService.prepare(TestSettings.in(
                Path.of("target/it/production-" + ProcessHandle.current().pid()),
                Map.of(
                        "credits.simulated.engines",
                        "false",
                        "credits.issuers",
                        "production",
                        "credits.issuers.production.address",
                        ADDRESS,
                        "credits.issuers.production.keys",
                        Tokens.pem(ISSUER))));
        service.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void knowsNothingForDevelopmentWhateverIsAsked() {
        for (String path : List.of(
                "/dev/tokens",
                "/api/v1/dev/tokens",
                "/dev/clock",
                "/api/v1/dev/clock",
                "/api/v1/dev;x=1/clock",
                "/dev;x=1/clock")) {
            for (String method : List.of("GET", "POST", "PUT")) {
                Api.Answer answer = Api.nobody(service).send(method, path, method.equals("GET") ? null : "{");
                assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
                assertThat(answer.body())
                        .isEqualTo(Api.nobody(service)
                                .send("GET", "/api/v1/dev/nothing", null)
                                .body()
                                .replace("/api/v1/dev/nothing", path));
            }
        }
    }

    @Test
    void letsNobodyBeSomebodyOfTheEmbeddedDefault() {
        Api.Answer session = Api.nobody(service).send("GET", "/api/v1/session", null);
        assertThat(session.json().at("/signIn/kind").asText()).isEqualTo("NONE");
        assertThat(session.json().at("/signIn/people")).isEmpty();
        Map<String, String> superAdmin = Map.of("userId", "01900000-0000-7000-8000-000000000012");
        Api.Answer signedIn = Api.nobody(service).send("POST", "/api/v1/session", superAdmin);
        assertThat(signedIn.status()).isEqualTo(404);
        assertThat(signedIn.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void trustsTheIssuerItWasGivenAndNoOther() {
        Tokens token = Tokens.of(ADDRESS, UUID.randomUUID(), ISSUER);
        assertThat(settings(token.signed()).status()).isEqualTo(404);
        assertThat(settings(token.signedBySomebodyElse()).status()).isEqualTo(401);
    }

    @Test
    void saysAtOnceThatTheDatabaseIsAwayAndRecoversByItself() {
        String token = Tokens.of(ADDRESS, UUID.randomUUID(), ISSUER).signed();
        service.killPostgres();
        try {
            long start = System.nanoTime();
            Api.Answer answer = settings(token);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.problem()).isEqualTo("unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(ready()).isEqualTo(503);
        } finally {
            service.restartPostgres();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ready() == 200);
        assertThat(settings(token).status()).isEqualTo(404);
    }

    private static Api.Answer settings(String token) {
        return Api.withToken(service, token).get("/teams/" + UUID.randomUUID() + "/settings");
    }

    private static int ready() {
        return Api.nobody(service).send("GET", "/health/ready", null).status();
    }
}
