package com.wevion.credits.stripe;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.purchase.Shop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook and its inbox: what Stripe did not sign is refused, everything else is taken in once. */
@WithService
class WebhookIT {
    private static final String PATH = "/api/v1/stripe/webhook";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalService service;
    private final Api admin;

    WebhookIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    private static String event(String id, String type, String objectId) {
        return "{\"id\":\"%s\",\"object\":\"event\",\"api_version\":\"2020-08-27\",\"created\":%d,\"type\":\"%s\",\"data\":{\"object\":{\"id\":\"%s\"}}}"
                .formatted(id, Instant.now().getEpochSecond(), type, objectId);
    }

    private static String newId() {
        return "evt_" + UUID.randomUUID().toString().replace("-", "");
    }

    private Answer send(String body, String signature) {
        return signature == null
                ? Api.nobody(service).send("POST", PATH, body)
                : Api.nobody(service).send("POST", PATH, body, "Stripe-Signature", signature);
    }

    private Answer send(String body) {
        return send(body, service.stripe().signature(body, Instant.now()));
    }

    private com.fasterxml.jackson.databind.JsonNode find(String id) {
        for (var item : ok(admin.get("/stripe/events?limit=200")).json().path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private void awaitStatus(String id, String status) {
        await().atMost(PATIENCE).until(() -> find(id).path("status").asText(), status::equals);
    }

    @Test
    void refusesWhatStripeHasNotSignedLately() {
        String body = event(newId(), "charge.refunded", "ch_1");
        String good = service.stripe().signature(body, Instant.now());
        String[] bad = {
            null,
            "",
            "t",
            "t=abc",
            good.substring(0, good.length() - 1),
            good.replace("v1=", "v0="),
            service.stripe().signature(body + " ", Instant.now()),
            service.stripe().signature(body, Instant.now().minusSeconds(302)),
            service.stripe().signature(body, Instant.now().plusSeconds(302))
        };
        for (String signature : bad) {
            Answer answer = send(body, signature);
            assertThat(answer.status()).as(signature).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("malformed-request");
        }
        assertThat(send(body + "x", good).status()).isEqualTo(400);
    }

    @Test
    void takesAnEventInOnce() throws InterruptedException {
        String id = newId();
        String body = event(id, "customer.created", "cus_1");

        var answers = Crowd.of(50, number -> send(body).status());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.value()).isEqualTo(204));
        awaitStatus(id, "DONE");
        assertThat(find(id).path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void tellsThatNoEventsAreArchivedYet() {
        assertThat(ok(admin.get("/retention")).json().path("archivedBefore").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invented.by.stripe", "customer.created", "v2.core.event"})
    void isDoneWithTypesThatConcernNobody(String type) {
        String id = newId();

        assertThat(send(event(id, type, "obj_1")).status()).isEqualTo(204);

        awaitStatus(id, "DONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\":1}", "not json", "{\"id\":\"\\u0000\",\"type\":\"x\"}"})
    void answersWhatIsNoEventButIsSigned(String body) {
        assertThat(send(body).status()).isEqualTo(204);
    }

    @Test
    void understandsEventsOfOtherApiVersions() {
        service.stripe().weather().eventsOfVersion("2019-02-19");
        Shop shop = Shop.of(service);
        Answer begun = shop.begin("STARTER");

        service.stripe().pay(Shop.session(begun));

        shop.awaitBalance("credits.balance", "5000");
    }

    @Test
    void givesUpAnEventAfterManyAttemptsAndReplaysIt() throws SQLException {
        String id = newId();
        Shop shop = Shop.of(service);
        String session = Shop.session(shop.begin("STARTER"));
        service.stripe()
                .weather()
                .failCalls(1_000, "GET /v1/checkout/sessions", com.wevion.credits.dev.stripe.CallFault.ERROR_BEFORE);
        assertThat(send(event(id, "checkout.session.completed", session)).status())
                .isEqualTo(204);
        await().atMost(PATIENCE).until(() -> !find(id).path("problem").isNull());
        assertThat(find(id).path("status").asText()).isEqualTo("RECEIVED");

        lastAttempt(id);
        awaitStatus(id, "DEAD");
        assertThat(find(id).path("nextAttemptAt").isNull()).isTrue();
        service.stripe().weather().clear();
        ok(admin.send("POST", "/api/v1/stripe/events/" + id + "/replay", null));

        awaitStatus(id, "DONE");
        assertThat(admin.send("POST", "/api/v1/stripe/events/" + id + "/replay", null)
                        .problem())
                .isEqualTo("conflict");
        assertThat(admin.send("POST", "/api/v1/stripe/events/evt_nobodys/replay", null)
                        .problem())
                .isEqualTo("not-found");
    }

    /** The attempts would take hours. */
    private void lastAttempt(String id) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE stripe_event SET attempts = 1000, due_at = now() WHERE id = ?")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void showsTheInboxToSuperAdminsOnly() {
        assertThat(Api.host(service).get("/stripe/events").problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get("/stripe/events").problem()).isEqualTo("unauthenticated");
        assertThat(admin.get("/stripe/events?status=NONE").problem()).isEqualTo("validation");
        assertThat(admin.get("/stripe/events?status=DEAD").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "checkout.session.completed, cs_test_other",
        "charge.refunded, ch_other",
        "refund.updated, re_other",
        "charge.dispute.created, dp_other",
        "invoice.paid, in_other",
        "payment_intent.succeeded, pi_other"
    })
    void setsAsideAtOnceWhatIsOfAnotherAccountOrMode(String type, String object) {
        String id = newId();

        send(event(id, type, object));

        awaitStatus(id, "DEAD");
        assertThat(find(id).path("attempts").asInt()).isEqualTo(1);
        assertThat(find(id).path("problem").asText()).contains("does not know", object);
        ok(admin.send("POST", "/api/v1/stripe/events/" + id + "/replay", null));
        awaitStatus(id, "DEAD");
    }
}
