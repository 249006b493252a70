package com.wevion.credits.chat;

import static com.wevion.credits.dev.Chat.admit;
import static com.wevion.credits.dev.Chat.complete;
import static com.wevion.credits.dev.Chat.succeed;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithService
class ChatIT {
    private final LocalService service;

    ChatIT(LocalService service) {
        this.service = service;
    }

    @Test
    void chargesSixtyThreeCreditsForTwoThousandInAndOneThousandOut_S6() {
        TestTeam team = TestTeam.withCredits(service, "5000");

        Answer admitted = admit(team.owner(), team);
        assertThat(admitted.status()).isEqualTo(201);
        assertThat(admitted.text("status")).isEqualTo("ADMITTED");
        assertThat(admitted.text("held")).isEqualTo("63");
        assertThat(admitted.text("available")).isEqualTo("4937");
        assertThat(team.balance("credits.balance")).isEqualTo("5000");

        Answer settled = ok(succeed(team.host(), team, admitted.text("messageId"), 2_000, 1_000));
        assertThat(settled.text("status")).isEqualTo("SETTLED");
        assertThat(settled.text("charged")).isEqualTo("63");
        assertThat(settled.text("shortfall")).isEqualTo("0");
        assertThat(settled.text("balance")).isEqualTo("4937");
        assertThat(team.balance("credits.available")).isEqualTo("4937");
        JsonNode line = team.history().get(0);
        assertThat(line.get("amount").asText()).isEqualTo("-63");
        assertThat(line.at("/user/id").asText()).isEqualTo(team.owner().userId().toString());
        assertThat(line.at("/reference/kind").asText()).isEqualTo("CHAT_MESSAGE");
        assertThat(line.at("/reference/id").asText()).isEqualTo(admitted.text("messageId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTENT_SAFETY", "INFRASTRUCTURE", "TIMEOUT", "CANCELLED"})
    void chargesNothingForAMessageThatFailed_S5(String failure) {
        TestTeam team = TestTeam.withCredits(service, "100");
        String message = admit(team.owner(), team).text("messageId");

        Answer voided = ok(complete(team.host(), team, message, Map.of("outcome", "FAILED", "failure", failure)));

        assertThat(voided.text("status")).isEqualTo("VOIDED");
        assertThat(voided.text("charged")).isEqualTo("0");
        assertThat(team.balance("credits.available")).isEqualTo("100");
        assertThat(team.history()).hasSize(1);
    }

    @Test
    void refusesAMessageWithNothingAvailableAndOffersThePackages_S15() {
        TestTeam team = TestTeam.paid(service);

        Answer refused = admit(team.owner(), team);

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.problem()).isEqualTo("insufficient-credits");
        assertThat(refused.text("required")).isEqualTo("63");
        assertThat(refused.text("available")).isEqualTo("0");
        assertThat(refused.text("unit")).isEqualTo("credits");
        assertThat(refused.json().get("packages").findValuesAsText("code"))
                .containsExactly("STARTER", "STANDARD", "PRO");
        assertThat(refused.text("purchaseUrl")).isEqualTo("/api/v1" + team.path("/purchases"));
    }

    @Test
    void admitsAMessageWithAnythingAboveZeroAndHoldsNoMoreThanThat_D6() {
        TestTeam team = TestTeam.withCredits(service, "0.5");

        Answer admitted = ok(admit(team.owner(), team));
        assertThat(admitted.text("held")).isEqualTo("0.5");
        assertThat(admit(team.owner(), team).status()).isEqualTo(402);

        Answer settled = ok(succeed(team.host(), team, admitted.text("messageId"), 2_000, 1_000));
        assertThat(settled.text("charged")).isEqualTo("0.5");
        assertThat(settled.text("shortfall")).as("D5").isEqualTo("62.5");
        assertThat(settled.text("balance")).isEqualTo("0");
        assertThat(team.history().get(0).get("shortfall").asText()).isEqualTo("62.5");
    }

    @Test
    void holdsNoMoreThanTheCeilingAndTheTypicalMessageWhenNothingIsSaid_D6_D17() {
        TestTeam team = TestTeam.withCredits(service, "5000");

        assertThat(ok(team.owner()
                                .post(
                                        team.path("/chat/messages"),
                                        Map.of("estimatedInputTokens", 1_000_000, "maxOutputTokens", 1_000)))
                        .text("held"))
                .isEqualTo("500");
        assertThat(ok(team.owner().post(team.path("/chat/messages"), Map.of())).text("held"))
                .isEqualTo("63");
    }

    @Test
    void chargesMoreThanTheHoldWhenTheAnswerIsLonger_D5() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");

        assertThat(ok(succeed(team.host(), team, message, 10_000, 4_000)).text("charged"))
                .isEqualTo("270");
    }

    @Test
    void roundsTheWholeMessageOnceHalfEven_D3() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");

        assertThat(ok(succeed(team.host(), team, message, 1, 1)).text("charged"))
                .isEqualTo("0.054");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"outcome\":\"SUCCEEDED\"}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":1}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":-1,\"outputTokens\":1}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":1.5,\"outputTokens\":1}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":\"1\",\"outputTokens\":1}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":9223372036854775808,\"outputTokens\":1}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":1,\"outputTokens\":1,\"failure\":\"TIMEOUT\"}",
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":1,\"outputTokens\":1,\"charge\":\"0\"}",
                "{\"outcome\":\"FAILED\"}",
                "{\"outcome\":\"FAILED\",\"failure\":\"BOREDOM\"}",
                "{\"outcome\":\"FAILED\",\"failure\":\"TIMEOUT\",\"inputTokens\":1}",
                "{\"outcome\":\"PERHAPS\",\"inputTokens\":1,\"outputTokens\":1}"
            })
    void refusesACompletionThatMakesNoSenseAndLeavesTheMessageOpen(String completion) {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");

        Answer refused = complete(team.host(), team, message, completion);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.json().get("violations")).isNotEmpty();
        assertThat(team.balance("credits.held")).isEqualTo("63");
    }

    @Test
    void refusesTokensThatNoAmountCanPay() {
        TestTeam team = TestTeam.withCredits(service, "5000");
        String message = admit(team.owner(), team).text("messageId");

        assertThat(succeed(team.host(), team, message, Long.MAX_VALUE, Long.MAX_VALUE)
                        .problem())
                .isEqualTo("validation");
        assertThat(succeed(team.host(), team, message, 1_000_000_001, 1).problem())
                .isEqualTo("validation");
        assertThat(team.owner()
                        .post(team.path("/chat/messages"), Map.of("estimatedInputTokens", -1, "maxOutputTokens", 1))
                        .status())
                .isIn(400, 422);
        assertThat(team.balance("credits.held")).isEqualTo("63");
    }

    @Test
    void drainsAWalletFromSixtyFourClientsWithoutAnOverdraft() throws InterruptedException {
        TestTeam team = TestTeam.withCredits(service, "3000");

        List<Crowd.Result<BigDecimal>> charged = Crowd.of(64, number -> drain(team, new Random(number)));

        BigDecimal sum = charged.stream().map(Crowd.Result::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("3000");
        assertThat(team.balance("credits.balance")).isEqualTo("0");
        assertThat(team.balance("credits.held")).isEqualTo("0");
        assertThat(team.balance("credits.status")).isEqualTo("EMPTY");
    }

    private static BigDecimal drain(TestTeam team, Random random) {
        BigDecimal charged = BigDecimal.ZERO;
        while (true) {
            Answer admitted = admit(team.owner(), team);
            if (admitted.status() == 402) {
                if (team.balance("credits.balance").equals("0")) {
                    return charged;
                }
                continue;
            }
            Answer settled = ok(succeed(
                    team.host(), team, ok(admitted).text("messageId"), random.nextInt(4_000), random.nextInt(2_000)));
            charged = charged.add(new BigDecimal(settled.text("charged")));
        }
    }
}
