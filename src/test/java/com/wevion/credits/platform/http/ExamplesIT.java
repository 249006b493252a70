package com.wevion.credits.platform.http;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of a body does in a running service what the contract says. */
@WithService(engines = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesIT {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.written();
    private static final Examples EXAMPLES = new Examples(DOCUMENT);

    /** Nothing is there for it, or not here; the problem that says so. A body that is wrong would be another one. */
    private static final Map<String, String> NEEDS_MORE = Map.of(
            "receiveStripeEvent", "malformed-request", // Stripe's signature holds for minutes
            "dismissDeadLetter", "not-found", // a message has to fail for long, see DeadLettersIT
            "stopReconciliation", "not-found", // a run that is under way, see RunControlIT
            "restartReconciliation", "not-found", // a run that was stopped
            "abandonReconciliation", "not-found", // a run that was stopped
            "changeBreak", "not-found", // a run has to find one, see ReconciliationIT
            "putMails", "conflict", // no mail server is configured here, see MailChoicesIT
            "signIn", "not-found"); // only the people of the demonstration
    /** All other tests of the service would be in another year. */
    private static final Set<String> NEVER_SENT = Set.of("setDevClock");

    private final ExampleWorld world;

    ExamplesIT(LocalService service) {
        world = new ExampleWorld(service, EXAMPLES);
    }

    static Stream<Examples.Sent> examples() {
        return EXAMPLES.sent().stream()
                .filter(sent -> !NEVER_SENT.contains(sent.operation().id()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void isAnsweredAsTheContractSays(Examples.Sent sent) {
        String missing = NEEDS_MORE.get(sent.operation().id());
        PriceList prices = sent.operation().id().equals("publishCatalogVersion") ? world.prices() : null;

        Api.Answer answer = send(sent);

        if (prices != null) {
            ok(prices.publish());
        }
        if (sent.operation().id().equals("startReconciliation")) {
            world.awaitRuns();
        }
        if (missing == null) {
            assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        } else {
            assertThat(answer.problem()).as(answer.body()).isEqualTo(missing);
        }
        assertFits(sent, answer);
    }

    private Api.Answer send(Examples.Sent sent) {
        JsonNode value = sent.value();
        String media = sent.media().equals("*/*") ? "application/json" : sent.media();
        String verb = sent.route().substring(0, sent.route().indexOf(' '));
        boolean hasKey = sent.operation().parameters().contains("header Idempotency-Key");
        String[] headers = hasKey
                ? new String[] {
                    "Content-Type", media, "Idempotency-Key", UUID.randomUUID().toString()
                }
                : new String[] {"Content-Type", media};
        return world.caller(sent)
                .send(verb, "/api/v1" + world.path(sent), value.isTextual() ? value.asText() : value, headers);
    }

    /** The status is in the contract, and the answer as its schema says. */
    private static void assertFits(Examples.Sent sent, Api.Answer answer) {
        String status = String.valueOf(answer.status());
        assertThat(sent.operation().statuses()).contains(status);
        JsonNode response =
                DOCUMENT.resolve(sent.operation().json().get("responses").get(status));
        String media = answer.problem() == null ? "application/json" : "application/problem+json";
        JsonNode schema = response.path("content").path(media).path("schema");
        assertThat(schema.isObject()).as("has a body").isEqualTo(!answer.body().isEmpty());
        if (schema.isObject()) {
            assertThat(EXAMPLES.faults(schema, answer.json())).as(answer.body()).isEmpty();
        }
    }

    @Test
    void onlyOperationsOfTheContractAreLeftOut() {
        Set<String> sent = EXAMPLES.sent().stream()
                .map(example -> example.operation().id())
                .collect(Collectors.toSet());
        assertThat(sent).containsAll(List.copyOf(NEEDS_MORE.keySet())).containsAll(NEVER_SENT);
    }

    @AfterAll
    void tidy() {
        world.tidy();
    }
}
