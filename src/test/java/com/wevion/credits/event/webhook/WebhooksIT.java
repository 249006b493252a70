package com.wevion.credits.event.webhook;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Other systems are told of events. Deliveries that fail are tried four times here, a second apart; answers may take two seconds. */
@WithService
class WebhooksIT {
    private static final List<String> BALANCE = List.of("balance.low", "balance.empty", "balance.recovered");

    private final LocalService service;
    private final TestTeam team;

    WebhooksIT(LocalService service) {
        this.service = service;
        team = TestTeam.withCredits(service, "1000");
    }

    @Test
    void tellEachCrossingOnceAndAgainAfterRecovery() {
        try (Receiver receiver = Receiver.answering(204)) {
            String secret = make(receiver).text("secret");
            team.adjust("CREDITS", "-950");
            within().until(receiver::types, List.of("balance.low")::equals);
            team.adjust("CREDITS", "-1");
            team.adjust("CREDITS", "-49");
            within().until(receiver::types, List.of("balance.low", "balance.empty")::equals);
            team.adjust("CREDITS", "50");
            team.adjust("CREDITS", "950");
            within().until(receiver::types, List.of("balance.low", "balance.empty", "balance.recovered")::equals);
            team.adjust("CREDITS", "-950");
            within().until(() -> receiver.received().size() == 4);

            Receiver.Received first = receiver.received().get(0);
            assertThat(first.isSignedWith(secret)).isTrue();
            assertThat(first.json().path("teamId").asText()).isEqualTo(team.id().toString());
            assertThat(first.json().at("/data/available").asText()).isEqualTo("50");
            assertThat(first.json().at("/data/threshold").asText()).isEqualTo("100");
            assertThat(receiver.types()).endsWith("balance.low");
            assertThat(ids(receiver)).hasSize(4);
        }
    }

    @Test
    void tellEachEventOnceThoughTheReceiverFailsAtFirst() {
        try (Receiver receiver = Receiver.answering(500)) {
            String webhook = webhook(make(receiver));
            team.adjust("CREDITS", "-950");
            within().until(() -> receiver.received().size() > 1);
            receiver.answers(200);

            within().until(() -> state(webhook), "DELIVERED"::equals);

            assertThat(ids(receiver)).hasSize(1);
            JsonNode delivery = deliveries(webhook).get(0);
            assertThat(delivery.path("attempts").asInt())
                    .isEqualTo(receiver.received().size());
            assertThat(delivery.path("lastStatus").asInt()).isEqualTo(200);
        }
    }

    @Test
    void giveUpInTheEndAndSendAgainWhenAsked() {
        try (Receiver receiver = Receiver.answering(302)) {
            String webhook = webhook(make(receiver));
            team.adjust("CREDITS", "-950");
            within().until(() -> state(webhook), "DEAD"::equals);
            assertThat(receiver.received()).hasSize(4);
            JsonNode dead = deliveries(webhook).get(0);
            assertThat(dead.path("lastError").asText()).isEqualTo("It answered 302.");
            receiver.answers(200);
            String replay = team.path("/webhooks/" + webhook + "/deliveries/"
                    + dead.path("eventId").asText() + "/replay");

            assertThat(team.owner().post(replay, null).status()).isEqualTo(204);

            within().until(() -> state(webhook), "DELIVERED"::equals);
            assertThat(ids(receiver)).hasSize(1);
            assertThat(team.owner()
                            .post(
                                    team.path("/webhooks/" + webhook + "/deliveries/" + UUID.randomUUID() + "/replay"),
                                    null)
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void sendNothingMoreToAReceiverThatIsGone() {
        try (Receiver receiver = Receiver.answering(410)) {
            String webhook = webhook(make(receiver));
            team.adjust("CREDITS", "-950");
            within().until(() -> state(webhook), "DEAD"::equals);
            team.adjust("CREDITS", "950");
            team.adjust("CREDITS", "-950");

            assertThat(receiver.received()).hasSize(1);
            assertThat(item(webhook).path("goneAt").isNull()).isFalse();
        }
    }

    @Test
    void areNotDelayedByReceiversThatSayNothing() throws InterruptedException {
        List<TestTeam> slow = IntStream.range(0, 20)
                .mapToObj(i -> TestTeam.withCredits(service, "1000"))
                .toList();
        try (Receiver silent = Receiver.silent();
                Receiver receiver = Receiver.answering(200)) {
            slow.forEach(other -> make(other, silent.url()));
            make(receiver);
            Crowd.of(20, number -> {
                slow.get(number).adjust("CREDITS", "-950");
                return number;
            });
            within().until(() -> silent.received().size() >= 20);

            team.adjust("CREDITS", "-950");

            within().until(receiver::types, List.of("balance.low")::equals);
            assertThat(states(slow)).doesNotContain("DELIVERED");
        }
    }

    private Set<String> states(List<TestTeam> teams) {
        return teams.stream()
                .flatMap(other -> items(other.owner().get(other.path("/webhooks"))).stream()
                        .flatMap(webhook -> items(other.owner()
                                        .get(other.path("/webhooks/"
                                                + webhook.path("webhookId").asText() + "/deliveries")))
                                .stream()))
                .map(delivery -> delivery.path("state").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void areSignedWithBothSecretsForAWhile() {
        try (Receiver receiver = Receiver.answering(200)) {
            Api.Answer made = make(receiver);
            String webhook = webhook(made);
            String next = ok(team.owner().post(team.path("/webhooks/" + webhook + "/rotation"), Map.of()))
                    .text("secret");
            team.adjust("CREDITS", "-950");
            within().until(() -> receiver.received().size() == 1);
            assertThat(receiver.received().get(0).isSignedWith(made.text("secret")))
                    .isTrue();
            assertThat(receiver.received().get(0).isSignedWith(next)).isTrue();

            String last = ok(team.owner()
                            .post(team.path("/webhooks/" + webhook + "/rotation"), Map.of("overlapHours", 0)))
                    .text("secret");
            team.adjust("CREDITS", "950");
            within().until(() -> receiver.received().size() == 2);

            assertThat(receiver.received().get(1).isSignedWith(last)).isTrue();
            assertThat(receiver.received().get(1).isSignedWith(next)).isFalse();
        }
    }

    @Test
    void reachOnlyWhatMayBeReached() {
        for (String url : List.of(
                "http://169.254.169.254/latest", "https://10.0.0.1/", "http://[::1]:1/", "https://192.168.1.1/")) {
            TestTeam other = TestTeam.withCredits(service, "1000");
            String webhook = webhook(make(other, url));
            other.adjust("CREDITS", "-950");
            within().until(() -> deliveries(other, webhook).stream()
                    .anyMatch(delivery -> delivery.path("lastError").asText().contains("must not be reached")));
        }
    }

    @Test
    void refuseWhatCannotBeAWebhook() {
        for (Map<String, Object> wanted : List.<Map<String, Object>>of(
                Map.of("url", "ftp://example.com", "types", BALANCE),
                Map.of("url", "/hook", "types", BALANCE),
                Map.of("url", "https://user@example.com/", "types", BALANCE),
                Map.of("url", "https://example.com/#x", "types", BALANCE),
                Map.of("url", "https://example.com/", "types", List.of()),
                Map.of("url", "https://example.com/", "types", List.of("balance.high")),
                Map.of("types", BALANCE))) {
            assertThat(team.owner().post(team.path("/webhooks"), wanted).problem())
                    .as("%s", wanted)
                    .isEqualTo("validation");
        }
        assertThat(team.member("MANAGER")
                        .post(team.path("/webhooks"), Map.of("url", "https://example.com/", "types", BALANCE))
                        .problem())
                .isEqualTo("forbidden");
        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = Map.of("url", "https://example.com/", "types", BALANCE);
        Api.Answer made = ok(team.owner().post(team.path("/webhooks"), wanted, key));
        assertThat(team.owner().post(team.path("/webhooks"), wanted, key).body())
                .isEqualTo(made.body());
        assertThat(team.owner()
                        .post(team.path("/webhooks"), Map.of("url", "https://example.org/", "types", BALANCE), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        TestTeam other = TestTeam.paid(service);
        assertThat(other.owner()
                        .get(other.path("/webhooks/" + webhook(made) + "/deliveries"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void ofThePlatformAreToldOfAllTeams() {
        Api admin = Api.superAdmin(service);
        try (Receiver receiver = Receiver.answering(200)) {
            String webhook = webhook(
                    ok(admin.post("/webhooks", Map.of("url", receiver.url(), "types", List.of("approval.asked")))));
            Api mia = team.member("MEDIA_BUYER");
            String approval = ok(mia.post(team.path("/approvals"), Map.of("kind", "MORE_CREDITS", "credits", "5")))
                    .text("approvalId");

            within().until(() -> receiver.received().stream()
                    .anyMatch(one -> one.json().at("/data/approvalId").asText().equals(approval)));

            ok(admin.delete("/webhooks/" + webhook));
        }
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private Api.Answer make(Receiver receiver) {
        return make(team, receiver.url());
    }

    private static Api.Answer make(TestTeam of, String url) {
        return ok(of.owner().post(of.path("/webhooks"), Map.of("url", url, "types", BALANCE)));
    }

    private static String webhook(Api.Answer made) {
        return made.json().at("/webhook/webhookId").asText();
    }

    private JsonNode item(String webhook) {
        return items(team.owner().get(team.path("/webhooks"))).stream()
                .filter(item -> item.path("webhookId").asText().equals(webhook))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> deliveries(String webhook) {
        return deliveries(team, webhook);
    }

    private static List<JsonNode> deliveries(TestTeam of, String webhook) {
        return items(of.owner().get(of.path("/webhooks/" + webhook + "/deliveries")));
    }

    private String state(String webhook) {
        return deliveries(webhook).stream()
                .map(delivery -> delivery.path("state").asText())
                .findFirst()
                .orElse("");
    }

    private static Set<String> ids(Receiver receiver) {
        return receiver.received().stream().map(Receiver.Received::id).collect(Collectors.toSet());
    }

    private static List<JsonNode> items(Api.Answer page) {
        return StreamSupport.stream(ok(page).json().get("items").spliterator(), false)
                .toList();
    }
}
