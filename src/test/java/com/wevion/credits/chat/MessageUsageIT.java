package com.wevion.credits.chat;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.UsageRows;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The usage records of chat messages for the reconciliation with providers. */
@WithService(engines = false)
class MessageUsageIT {
    private final LocalService service;
    private final TestTeam team;
    private final String model = "model-" + UUID.randomUUID();

    MessageUsageIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.withCredits(service, "1000");
    }

    @Test
    void recordsInputAndOutputOfAMessageWithoutAnyRate() {
        String messageId = admitted(model);

        ok(Chat.succeed(team.host(), team, messageId, 1_000, 1_000));
        ok(Chat.succeed(team.host(), team, messageId, 1_000, 1_000));

        assertThat(rows(messageId))
                .containsExactly(
                        "SUCCEEDED CHAT " + model + " INPUT_TOKEN 1000 - - - 9000000",
                        "SUCCEEDED CHAT " + model + " OUTPUT_TOKEN 1000 - - - 45000000");
    }

    @Test
    void dividesTheCostThatWasToldByTheProvidersRates() {
        ok(PriceList.after(service)
                .provider("OpenAI", "CHAT", model, "INPUT_TOKEN", 1_000_000, "1")
                .provider("OpenAI", "CHAT", model, "OUTPUT_TOKEN", 1_000_000, "2")
                .publish());
        String told = admitted(model);
        String untold = admitted(model);

        ok(complete(
                told,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "inputTokens",
                        1_000,
                        "outputTokens",
                        1_000,
                        "provider",
                        "openai",
                        "providerRequestId",
                        "chatcmpl-1",
                        "providerCostUsd",
                        "0.0000001")));
        ok(Chat.succeed(team.host(), team, untold, 1_000, 1_000));

        assertThat(rows(told))
                .containsExactly(
                        "SUCCEEDED CHAT " + model + " INPUT_TOKEN 1000 OPENAI chatcmpl-1 WORKER:33 18000000",
                        "SUCCEEDED CHAT " + model + " OUTPUT_TOKEN 1000 OPENAI chatcmpl-1 WORKER:67 36000000");
        assertThat(rows(untold))
                .containsExactly(
                        "SUCCEEDED CHAT " + model + " INPUT_TOKEN 1000 OPENAI - CATALOG:1000000 18000000",
                        "SUCCEEDED CHAT " + model + " OUTPUT_TOKEN 1000 OPENAI - CATALOG:2000000 36000000");
    }

    @Test
    void recordsTheKindsOfTokensThatWereToldAndChargesTheSame() {
        String told = admitted(model);
        String wrong = admitted(model);

        ok(complete(
                told,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "inputTokens",
                        1_000,
                        "outputTokens",
                        1_000,
                        "provider",
                        "openai",
                        "providerCostUsd",
                        "0.0000001",
                        "tokens",
                        Map.of(
                                "input",
                                Map.of("quantity", 200, "costUsd", "0.00000002"),
                                "cacheRead",
                                Map.of("quantity", 800, "costUsd", "0.00000003"),
                                "output",
                                1_000))));
        ok(complete(
                wrong,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "inputTokens",
                        1_000,
                        "outputTokens",
                        1_000,
                        "providerCostUsd",
                        "0.0000001",
                        "tokens",
                        Map.of("words", 7, "toolCalls", Map.of("quantity", 1, "costUsd", "1")))));

        assertThat(rows(told))
                .containsExactly(
                        "SUCCEEDED CHAT " + model + " CACHE_READ_TOKEN 800 OPENAI - WORKER:30 0",
                        "SUCCEEDED CHAT " + model + " INPUT_TOKEN 200 OPENAI - WORKER:20 9000000",
                        "SUCCEEDED CHAT " + model + " OUTPUT_TOKEN 1000 OPENAI - WORKER:50 45000000");
        assertThat(rows(wrong)).hasSize(3).anyMatch(row -> row.contains(" TOOL_CALL 1 - - WORKER:0 0"));
        assertThat(ok(Api.superAdmin(service).get("/anomalies?kind=UNUSABLE&limit=200"))
                        .body())
                .contains("do not add up to providerCostUsd")
                .contains("has an unknown kind");
    }

    @Test
    void dividesWhatWasChargedAndNotWhatItWouldHaveCost_D5() {
        TestTeam poor = TestTeam.withCredits(service, "7");
        String messageId = ok(poor.owner().post(poor.path("/chat/messages"), Map.of("model", model)))
                .text("messageId");

        ok(Chat.succeed(poor.host(), poor, messageId, 1_000, 1_000));

        assertThat(rows(messageId))
                .containsExactly(
                        "SUCCEEDED CHAT " + model + " INPUT_TOKEN 1000 - - - 1166667",
                        "SUCCEEDED CHAT " + model + " OUTPUT_TOKEN 1000 - - - 5833333");
    }

    @Test
    void recordsAFailureForWhichAProviderMayCharge() {
        String traced = admitted(model);
        String untraced = admitted(model);

        ok(complete(
                traced, Map.of("outcome", "FAILED", "failure", "TIMEOUT", "provider", "X", "providerCostUsd", "0.5")));
        ok(complete(untraced, Map.of("outcome", "FAILED", "failure", "TIMEOUT", "provider", "X")));

        assertThat(rows(traced))
                .containsExactly(
                        "FAILED CHAT " + model + " INPUT_TOKEN 0 X - WORKER:500000000 0",
                        "FAILED CHAT " + model + " OUTPUT_TOKEN 0 X - WORKER:0 0");
        assertThat(rows(untraced)).isEmpty();
    }

    @Test
    void recordsOnceWhatComesAfterTheHoldExpired_D8() {
        ok(PriceList.after(service).model(model, 1).publish());
        String messageId = admitted(model);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ok(team.owner().get(team.path("/chat/messages/" + messageId)))
                        .text("status")
                        .equals("EXPIRED"));

        assertThat(Chat.succeed(team.host(), team, messageId, 10, 20).problem()).isEqualTo("conflict");
        assertThat(Chat.succeed(team.host(), team, messageId, 10, 20).problem()).isEqualTo("conflict");

        assertThat(rows(messageId))
                .containsExactly(
                        "LATE CHAT " + model + " INPUT_TOKEN 10 - - - 0",
                        "LATE CHAT " + model + " OUTPUT_TOKEN 20 - - - 0");
    }

    private String admitted(String what) {
        return ok(team.owner().post(team.path("/chat/messages"), Map.of("model", what)))
                .text("messageId");
    }

    private Api.Answer complete(String messageId, Map<String, Object> completion) {
        return Chat.complete(team.host(), team, messageId, completion);
    }

    private List<String> rows(String messageId) {
        return UsageRows.of(service, messageId);
    }
}
