package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buying by the saved card when credits run low, at the simulated Stripe. */
@WithService
class AutoTopUpIT {
    private final LocalService service;

    AutoTopUpIT(LocalService service) {
        this.service = service;
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    private TopUpTeam withCard(String credits, PaymentBehaviour behaviour) {
        return TopUpTeam.withCard(service, credits, behaviour);
    }

    @Test
    void isOffUntilSomebodySwitchesItOn() {
        TopUpTeam never = TopUpTeam.of(service);
        TopUpTeam off = withCard("10", PaymentBehaviour.SUCCEEDS);
        assertThat(never.get().text("enabled")).isEqualTo("false");
        assertThat(never.get().text("state")).isEqualTo("OFF");
        assertThat(never.get().text("threshold")).isNull();
        assertThat(never.get().text("usdThisMonth")).isEqualTo("0");
        assertThat(off.get().text("state")).isEqualTo("OFF");

        TopUpTeam.awaitOthers(service);

        assertThat(never.topUps()).isEmpty();
        assertThat(off.topUps()).isEmpty();
        assertThat(off.intents()).isEmpty();
    }

    @Test
    void buysOnceWhenTheBalanceFallsBelowTheThreshold_S1_S2() {
        TopUpTeam team = withCard("1500", PaymentBehaviour.SUCCEEDS);
        assertThat(team.switchOn(Map.of()).text("state")).isEqualTo("READY");

        team.team().adjust("CREDITS", "-600");

        team.shop().awaitBalance("credits.balance", "5900");
        TopUpTeam.awaitOthers(service);
        Answer after = team.get();
        assertThat(after.text("state")).isEqualTo("READY");
        assertThat(after.text("usedThisMonth")).isEqualTo("1");
        assertThat(after.text("usdThisMonth")).isEqualTo("5");
        assertThat(after.text("lastProblem")).isNull();
        assertThat(team.topUps()).singleElement().satisfies(bought -> {
            assertThat(bought.path("purchaseId").asText()).isEqualTo(after.text("lastPurchaseId"));
            assertThat(bought.path("status").asText()).isEqualTo("PAID");
            assertThat(bought.path("receiptUrl").asText()).startsWith("http");
            assertThat(bought.path("boughtBy").asText())
                    .isEqualTo(team.team().owner().userId().toString());
        });
        assertThat(team.intents()).singleElement().satisfies(intent -> {
            assertThat(intent.path("amount").asLong()).isEqualTo(500);
            assertThat(intent.at("/metadata/purchaseId").asText()).isEqualTo(after.text("lastPurchaseId"));
            assertThat(intent.path("id").asText())
                    .isEqualTo(
                            team.team().history().get(0).path("stripePayment").asText());
        });
    }

    @ParameterizedTest
    @CsvSource({"3,100,3,15", "5,12,2,10"})
    void stopsAtEitherMaximumOfTheMonth(int number, String usd, String used, String spent) {
        TopUpTeam team = withCard("10", PaymentBehaviour.SUCCEEDS);

        team.switchOn(Map.of("threshold", "90000", "maximumPerMonth", number, "maximumUsdPerMonth", usd));

        Answer reached = team.awaitState("LIMIT_REACHED");
        TopUpTeam.awaitOthers(service);
        assertThat(reached.text("usedThisMonth")).isEqualTo(used);
        assertThat(reached.text("usdThisMonth")).isEqualTo(spent);
        assertThat(team.intents()).hasSize(Integer.parseInt(used));
        assertThat(team.topUps())
                .allMatch(bought -> bought.path("status").asText().equals("PAID"));
    }

    @Test
    void countsByTheCalendarMonth() throws SQLException {
        TopUpTeam team = withCard("10", PaymentBehaviour.SUCCEEDS);
        Map<String, Object> once = Map.of("threshold", "90000", "maximumPerMonth", 1);
        team.switchOn(once);
        team.awaitState("LIMIT_REACHED");

        try (var connection = DriverManager.getConnection(service.databaseUrl());
                var update = connection.prepareStatement(
                        "UPDATE purchase SET created_at = created_at - interval '32 days' WHERE team_id = ?")) {
            update.setObject(1, team.team().id());
            update.executeUpdate();
        }

        assertThat(team.get().text("usedThisMonth")).isEqualTo("0");
        team.switchOn(once);
        team.awaitState("LIMIT_REACHED");
        assertThat(team.topUps()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "DECLINED,DECLINED,card_declined (generic_decline)",
        "AUTHENTICATION_REQUIRED,AUTHENTICATION_REQUIRED,authentication_required"
    })
    void stopsAfterAFailureUntilACheckoutIsPaid(PaymentBehaviour behaviour, String state, String problem) {
        TopUpTeam team = withCard("10", behaviour);
        team.switchOn(Map.of());

        Answer stopped = team.awaitState(state);
        TopUpTeam.awaitOthers(service);
        assertThat(stopped.text("lastProblem")).isEqualTo(problem);
        assertThat(stopped.text("usedThisMonth")).isEqualTo("0");
        assertThat(team.intents()).hasSize(1);
        assertThat(team.topUps())
                .singleElement()
                .satisfies(failed -> assertThat(failed.path("status").asText()).isEqualTo("FAILED"));

        team.shop().buy("STARTER");

        Answer ready = team.awaitState("READY");
        assertThat(ready.text("lastProblem")).isNull();
        team.team().adjust("CREDITS", "-5000");
        team.shop().awaitBalance("credits.balance", "5010");
        assertThat(team.intents()).hasSize(2);
    }

    @Test
    void triesAgainWhenTheSettingsAreSavedAgain() {
        TopUpTeam team = withCard("10", PaymentBehaviour.DECLINED);
        team.switchOn(Map.of());
        team.awaitState("DECLINED");
        team.stripe().savePaymentMethod(team.customer(), PaymentBehaviour.SUCCEEDS);

        assertThat(team.switchOn(Map.of()).text("state")).isEqualTo("READY");

        team.shop().awaitBalance("credits.balance", "5010");
    }

    @Test
    void savesTheCardOfACheckoutOnceItIsSwitchedOn() {
        TopUpTeam team = TopUpTeam.of(service);
        team.shop().buy("STARTER");
        assertThat(service.stripe().ids("customer"))
                .noneMatch(id -> service.stripe()
                        .object(id)
                        .at("/metadata/teamId")
                        .asText()
                        .equals(team.team().id().toString()));
        assertThat(team.switchOn(Map.of()).text("state")).isEqualTo("NO_PAYMENT_METHOD");

        Answer begun = team.shop().begin("STARTER");
        assertThat(service.stripe()
                        .session(Shop.session(begun))
                        .path("customer")
                        .asText())
                .isEqualTo(team.customer());
        service.stripe().pay(Shop.session(begun));

        team.awaitState("READY");
        team.team().adjust("CREDITS", "-9500");
        team.shop().awaitBalance("credits.balance", "5500");
        JsonNode topUp = team.intents().get(0);
        assertThat(topUp.path("customer").asText()).isEqualTo(team.customer());
    }

    @ParameterizedTest
    @CsvSource({
        "package,NOBODYS,422,unpriceable",
        "package,,400,validation",
        "maximumUsdPerMonth,4.99,400,validation",
        "maximumUsdPerMonth,5.001,400,validation",
        "maximumUsdPerMonth,-5,400,validation",
        "threshold,0,400,validation",
        "threshold,-1,400,validation",
        "threshold,lots,400,validation",
        "maximumPerMonth,0,400,validation",
        "maximumPerMonth,32,400,validation",
        "teamId,x,400,validation"
    })
    void refusesWhatCannotBe(String field, String value, int status, String problem) {
        TopUpTeam team = TopUpTeam.of(service);
        Map<String, Object> other = new HashMap<>();
        other.put(field, field.equals("maximumPerMonth") ? (Object) Integer.valueOf(value) : value);

        Answer refused = team.put(team.team().owner(), other);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(team.get().text("state")).isEqualTo("OFF");
    }

    @Test
    void isForTheOwnerAndAdminsToSet_D12() {
        TopUpTeam team = TopUpTeam.of(service);
        assertThat(team.put(team.team().member("ADMIN"), Map.of()).status()).isEqualTo(200);
        for (String role : new String[] {"VIEWER", "FINANCE", "MEDIA_BUYER", "MANAGER"}) {
            Api member = team.team().member(role);
            assertThat(team.put(member, Map.of()).problem()).isEqualTo("forbidden");
            assertThat(member.get(team.path()).status()).isEqualTo(role.equals("VIEWER") ? 403 : 200);
        }
        assertThat(team.put(Api.host(service), Map.of()).problem()).isEqualTo("forbidden");
        Api stranger = Api.person(service, UUID.randomUUID());
        assertThat(team.put(stranger, Map.of()).problem()).isEqualTo("not-found");
        assertThat(stranger.get(team.path()).problem()).isEqualTo("not-found");
    }

    @Test
    void isNotForATeamWithoutAPaidPlan_S4() {
        TopUpTeam team = withCard("10", PaymentBehaviour.SUCCEEDS);
        team.team().describe("FREE", "AI_CHAT");

        assertThat(team.put(team.team().owner(), Map.of()).problem()).isEqualTo("plan-required");
        ok(team.put(team.team().owner(), Map.of("enabled", false)));
    }
}
