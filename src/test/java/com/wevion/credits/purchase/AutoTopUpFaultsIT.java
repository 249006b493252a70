package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.PaymentIntentCreateParams;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One dip below the threshold is one payment, credited once, whatever goes wrong. */
@WithService
class AutoTopUpFaultsIT {
    private static final String CHARGE = "POST /v1/payment_intents";
    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalService service;

    AutoTopUpFaultsIT(LocalService service) {
        this.service = service;
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    private void awaitOnePayment(TopUpTeam team, String balance) {
        await().atMost(PATIENCE).until(() -> team.team().balance("credits.balance"), balance::equals);
        service.stripe().weather().clear();
        TopUpTeam.awaitOthers(service);
        assertThat(team.intents()).hasSize(1);
        assertThat(team.topUps())
                .singleElement()
                .satisfies(bought -> assertThat(bought.path("status").asText()).isEqualTo("PAID"));
        assertThat(team.team().history())
                .filteredOn(line -> line.path("type").asText().equals("PURCHASE"))
                .hasSize(1);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(CallFault.class)
    void paysOnceThoughStripeFailsAndNoEventComes(CallFault fault) {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().loseEvents(100, 1);
        service.stripe().weather().failCalls(4, CHARGE, fault);

        team.switchOn(Map.of());

        awaitOnePayment(team, "5010");
    }

    @Test
    void paysOnceWhileMembersGoOnSpending() throws InterruptedException {
        TopUpTeam team = TopUpTeam.withCard(service, "1050", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().slowCalls(1, CHARGE, SLOW);
        service.stripe().weather().deliverEach(3);
        team.switchOn(Map.of());

        var answers = Crowd.of(10, number -> {
            Chat.charged(team.team().owner(), team.team(), 2_000, 1_000);
            return number;
        });

        assertThat(answers).allMatch(answer -> answer.thrown() == null);
        team.awaitState("IN_PROGRESS");
        Chat.charged(team.team().owner(), team.team(), 2_000, 1_000);
        awaitOnePayment(team, "5357");
        assertThat(team.get().text("state")).isEqualTo("READY");
    }

    @Test
    void paysOnceThoughEverythingIsSwitchedOffMeanwhile() {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().slowCalls(1, CHARGE, SLOW);
        team.switchOn(Map.of());
        team.awaitState("IN_PROGRESS");

        assertThat(team.set(Map.of("enabled", false)).text("state")).isEqualTo("OFF");

        awaitOnePayment(team, "5010");
    }

    @Tag("long")
    @Test
    void paysNothingMoreOnceItIsSwitchedOff() {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().failCalls(1_000, CHARGE, CallFault.ERROR_BEFORE);
        team.switchOn(Map.of());
        team.awaitState("IN_PROGRESS");
        await().atMost(PATIENCE).until(() -> requests(team, "POST") > 0);

        team.set(Map.of("enabled", false));

        long before = requests(team, "GET"); // what is under way by now has ended before two more looks have
        await().atMost(PATIENCE).until(() -> requests(team, "GET") > before + 1);
        service.stripe().weather().clear();
        await().atMost(PATIENCE).until(() -> requests(team, "GET") > before + 2);
        assertThat(team.intents()).isEmpty();
        assertThat(team.team().balance("credits.balance")).isEqualTo("10");
    }

    /** Requests about the payment intents of a team's customer. */
    private long requests(TopUpTeam team, String method) {
        return service.stripe().requests().stream()
                .filter(sent -> sent.method().equals(method) && sent.path().equals("/v1/payment_intents"))
                .filter(sent -> team.customer().equals(sent.parameters().get("customer")))
                .count();
    }

    @Tag("long")
    @Test
    void paysOnceThoughTheServerIsKilledWhileItPays() {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().loseEvents(100, 1);
        service.stripe().weather().slowCalls(1, CHARGE, SLOW);
        team.switchOn(Map.of());
        await().atMost(PATIENCE).until(() -> requests(team, "POST") > 0);

        service.killServer();
        service.restartServer();

        awaitOnePayment(team, "5010");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void doesNotBuyAnewWhatHasGoneBack_D15(boolean disputed) {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        team.switchOn(Map.of());
        team.shop().awaitBalance("credits.balance", "5010");
        String payment = team.intents().get(0).path("id").asText();

        if (disputed) {
            service.stripe().dispute(payment);
        } else {
            service.stripe().refund(payment, 500);
        }

        assertThat(team.awaitState("DECLINED").text("lastProblem")).contains("disputed");
        team.shop().awaitBalance("credits.available", "10");
        TopUpTeam.awaitOthers(service);
        assertThat(team.intents()).hasSize(1);
        assertThat(team.switchOn(Map.of()).text("state")).isEqualTo("READY");
        team.shop().awaitBalance("credits.available", "5010");
    }

    @Tag("long")
    @Test
    void doesNothingWhileStripeIsAwayAndGoesOnAfterwards() {
        TopUpTeam team = TopUpTeam.withCard(service, "1500", PaymentBehaviour.SUCCEEDS);
        team.switchOn(Map.of());
        service.stripe().weather().failCalls(1_000, "GET /v1/payment_intents", CallFault.ERROR_BEFORE);

        team.team().adjust("CREDITS", "-1000");

        team.awaitState("IN_PROGRESS");
        ok(team.team().owner().get(team.team().path("/purchases")));
        service.stripe().weather().clear();
        awaitOnePayment(team, "5500");
    }

    @Tag("long")
    @Test
    void findsThePaymentAmongHundredsThatTheCustomerMadeSince() throws StripeException {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        service.stripe().weather().loseEvents(100, 1);
        service.stripe().weather().failCalls(1, CHARGE, CallFault.ERROR_AFTER);
        team.switchOn(Map.of());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> team.intents().size() == 1);
        // Before the sweeper looks for what the failed request has made.
        service.stripe().weather().failCalls(100_000, "GET /v1/payment_intents", CallFault.ERROR_BEFORE);
        StripeClient another = StripeClient.builder()
                .setApiKey(service.stripe().secretKey())
                .setApiBase(service.stripe().baseUrl())
                .build();
        for (int other = 0; other < 110; other++) {
            another.v1()
                    .paymentIntents()
                    .create(PaymentIntentCreateParams.builder()
                            .setAmount(700L)
                            .setCurrency("usd")
                            .setCustomer(team.customer())
                            .build());
        }

        service.stripe().weather().clear();

        await().atMost(PATIENCE).until(() -> team.team().balance("credits.balance"), "5010"::equals);
        assertThat(team.topUps()).hasSize(1);
    }
}
