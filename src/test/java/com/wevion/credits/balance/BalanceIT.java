package com.wevion.credits.balance;

import static com.wevion.credits.dev.Chat.charged;
import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithService
class BalanceIT {
    private final LocalService service;

    BalanceIT(LocalService service) {
        this.service = service;
    }

    private static Answer adjust(Api caller, TestTeam team, String account, String amount) {
        return caller.post(
                team.path("/adjustments"), Map.of("account", account, "amount", amount, "reason", "goodwill"));
    }

    @ParameterizedTest
    @CsvSource({"100, OK", "99.999999, LOW", "0.000001, LOW"})
    void turnsLowBelowTheThreshold_S13(String credits, String status) {
        TestTeam team = TestTeam.withCredits(service, credits);

        assertThat(team.balance("credits.status")).isEqualTo(status);
        assertThat(team.balance("credits.lowBalanceThreshold")).isEqualTo("100");
    }

    @Test
    void showsBothAccountsApart_S12_D1() {
        TestTeam team = TestTeam.withCredits(service, "5000");

        JsonNode balance = ok(team.owner().get(team.path("/balance"))).json();

        assertThat(balance.toString())
                .isEqualTo(
                        "{\"teamId\":\"" + team.id() + "\",\"credits\":{\"balance\":\"5000\",\"held\":\"0\","
                                + "\"frozen\":\"0\",\"available\":\"5000\",\"debt\":\"0\",\"unit\":\"credits\",\"status\":\"OK\","
                                + "\"lowBalanceThreshold\":\"100\",\"approximateMessages\":79},\"creative\":{\"funding\":\"METERED\","
                                + "\"spendingLimit\":\"100\",\"accrued\":\"0\",\"held\":\"0\",\"available\":\"100\",\"unit\":\"USD\"}}");
    }

    @Test
    void isEmptyWithoutCredits_S15() {
        assertThat(TestTeam.paid(service).balance("credits.status")).isEqualTo("EMPTY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "user", "engine", "service"})
    void sumsUpUsage(String groupBy) {
        TestTeam team = TestTeam.withCredits(service, "5000");
        charged(team.owner(), team, 2_000, 1_000);
        charged(team.owner(), team, 1_000, 0);

        JsonNode items = ok(team.owner().get(team.path("/usage?groupBy=" + groupBy)))
                .json()
                .get("items");

        assertThat(items).hasSize(1);
        assertThat(items.get(0).get("amount").asText()).isEqualTo("72");
        assertThat(items.get(0).get("quantity").asLong()).isEqualTo(4_000);
        assertThat(items.get(0).get("count").asLong()).isEqualTo(2);
        assertThat(team.owner().get(team.path("/usage?groupBy=mood")).problem()).isEqualTo("validation");
        assertThat(team.owner().get(team.path("/usage")).problem()).isEqualTo("validation");
    }

    @Test
    void adjustsNeverBelowZero() {
        TestTeam team = TestTeam.withCredits(service, "100");
        ok(team.owner().post(team.path("/chat/messages"), Map.of()));

        Answer refused = adjust(Api.superAdmin(service), team, "CREDITS", "-37.000001");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("below-zero");
        assertThat(refused.text("available")).as("63 are held").isEqualTo("37");

        Answer made = adjust(Api.superAdmin(service), team, "CREDITS", "-37");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("type")).isEqualTo("ADJUSTMENT");
        assertThat(made.text("amount")).isEqualTo("-37");
        assertThat(made.text("balanceAfter")).isEqualTo("63");
        assertThat(made.text("explanation.reason")).isEqualTo("goodwill");
    }

    @Test
    void adjustsOncePerKeyHoweverManyAsk() throws InterruptedException {
        TestTeam team = TestTeam.paid(service);
        Map<String, String> request = Map.of("account", "CREDITS", "amount", "10", "reason", "again");

        List<Crowd.Result<Answer>> answers =
                Crowd.of(30, number -> Api.superAdmin(service).post(team.path("/adjustments"), request, "one"));

        assertThat(answers).allMatch(answer -> answer.value().status() == 201);
        assertThat(answers.stream().map(answer -> answer.value().json()).distinct())
                .hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.value().replayed()).hasSize(1);
        assertThat(team.balance("credits.balance")).isEqualTo("10");
        Map<String, String> other = Map.of("account", "CREATIVE", "amount", "10", "reason", "again");
        assertThat(Api.superAdmin(service)
                        .post(team.path("/adjustments"), other, "one")
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void letsOnlySuperAdminsAdjust_D12() {
        TestTeam team = TestTeam.paid(service);

        assertThat(adjust(team.owner(), team, "CREDITS", "1").problem()).isEqualTo("forbidden");
        assertThat(adjust(Api.host(service), team, "CREDITS", "1").problem()).isEqualTo("forbidden");
        Answer unknown = Api.superAdmin(service)
                .post(
                        "/teams/" + UUID.randomUUID() + "/adjustments",
                        Map.of("account", "CREDITS", "amount", "1", "reason", "x"));
        assertThat(unknown.problem()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"CREDITS\",\"amount\":5000,\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"0\",\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"1e3\",\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"0.0000001\",\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"99999999999999999999\",\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"1\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"1\",\"reason\":\" \"}",
                "{\"account\":\"DEBTS\",\"amount\":\"1\",\"reason\":\"x\"}",
                "{\"amount\":\"1\",\"reason\":\"x\"}",
                "{\"account\":\"CREDITS\",\"amount\":\"1\",\"reason\":\"x\",\"teamId\":\"y\"}"
            })
    void refusesAnAdjustmentThatMakesNoSense(String body) {
        TestTeam team = TestTeam.paid(service);

        Answer refused = Api.superAdmin(service).post(team.path("/adjustments"), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(team.balance("credits.balance")).isEqualTo("0");
    }
}
