package com.wevion.credits.purchase;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Purchases that their buyers give up: nobody can pay them any more. */
@WithService
class GivingUpIT {
    private final LocalService service;
    private final Shop shop;

    GivingUpIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    private Answer giveUp(Api caller, String purchaseId) {
        return caller.send("POST", "/api/v1" + shop.team().path("/purchases/" + purchaseId + "/cancellation"), null);
    }

    private Answer giveUp(String purchaseId) {
        return giveUp(shop.team().owner(), purchaseId);
    }

    private String statusAtStripe(Answer begun) {
        return service.stripe().session(Shop.session(begun)).path("status").asText();
    }

    @Test
    void expiresTheSessionAndThePurchaseHoweverOftenItIsAsked() throws InterruptedException {
        Answer begun = shop.begin("STARTER");
        String id = begun.text("purchaseId");

        var answers = Crowd.of(5, number -> giveUp(id));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.value().status()).isEqualTo(200);
            assertThat(answer.value().text("status")).isEqualTo("EXPIRED");
            assertThat(answer.value().text("checkoutUrl")).isNull();
        });
        assertThat(statusAtStripe(begun)).isEqualTo("expired");
        assertThat(ok(giveUp(id)).text("status")).isEqualTo("EXPIRED");
    }

    @Test
    void creditsWhatWasPaidMeanwhileAndSaysSo_D14() {
        service.stripe().weather().loseEvents(100, 1);
        Answer begun = shop.begin("STARTER");
        service.stripe().pay(Shop.session(begun));

        Answer refused = giveUp(begun.text("purchaseId"));

        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text("detail")).contains("paid");
        assertThat(shop.get(begun.text("purchaseId")).text("status")).isEqualTo("PAID");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("5000");
    }

    @Test
    void refusesWhileABankDebitIsUnderWay() {
        Answer begun = shop.begin("STARTER");
        service.stripe().payLater(Shop.session(begun));

        assertThat(giveUp(begun.text("purchaseId")).problem()).isEqualTo("conflict");

        service.stripe().settleLater(Shop.session(begun), true);
        shop.awaitStatus(begun.text("purchaseId"), "PAID");
    }

    @Test
    void staysPendingWhileStripeIsAway() {
        Answer begun = shop.begin("STARTER");
        String id = begun.text("purchaseId");
        service.stripe().weather().failCalls(1_000, "/v1/checkout/sessions", CallFault.ERROR_BEFORE);
        assertThat(giveUp(id).problem()).isEqualTo("unavailable");
        assertThat(shop.get(id).text("status")).isEqualTo("PENDING");
        service.stripe().weather().clear();

        assertThat(ok(giveUp(id)).text("status")).isEqualTo("EXPIRED");
    }

    @ParameterizedTest
    @CsvSource({"RESET_BEFORE, 0", "RESET_AFTER, 1"})
    void givesUpAlsoOneWhoseSessionWasNeverTold(CallFault fault, int sessions) {
        String key = UUID.randomUUID().toString();
        service.stripe().weather().failCalls(6, "POST /v1/checkout/sessions", fault);
        shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"), key);
        service.stripe().weather().clear();
        String id = ok(shop.team().owner().get(shop.team().path("/purchases")))
                .json()
                .at("/items/0/purchaseId")
                .asText();

        assertThat(ok(giveUp(id)).text("status")).isEqualTo("EXPIRED");

        assertThat(service.stripe().sessions().stream()
                        .map(service.stripe()::session)
                        .filter(session ->
                                session.path("client_reference_id").asText().equals(id)))
                .hasSize(sessions)
                .allSatisfy(
                        session -> assertThat(session.path("status").asText()).isEqualTo("expired"));
        Answer again = shop.team().owner().post(shop.team().path("/purchases"), Map.of("package", "STARTER"), key);
        assertThat(again.text("status")).isEqualTo("EXPIRED");
    }

    @Test
    void isForTheBuyerAndManagersOnly_D12() {
        Api buyer = shop.team().member("MEDIA_BUYER");
        String id = ok(buyer.post(shop.team().path("/purchases"), Map.of("package", "STARTER")))
                .text("purchaseId");
        String other = ok(buyer.post(shop.team().path("/purchases"), Map.of("package", "STARTER")))
                .text("purchaseId");

        assertThat(giveUp(shop.team().member("MEDIA_BUYER"), id).problem()).isEqualTo("not-found");
        assertThat(giveUp(shop.team().member("FINANCE"), id).problem()).isEqualTo("forbidden");
        assertThat(giveUp(shop.team().member("VIEWER"), id).problem()).isEqualTo("forbidden");
        assertThat(giveUp(Shop.of(service).team().owner(), id).problem()).isEqualTo("not-found");
        assertThat(giveUp(Api.nobody(service), id).problem()).isEqualTo("unauthenticated");
        assertThat(giveUp(buyer, UUID.randomUUID().toString()).problem()).isEqualTo("not-found");
        assertThat(ok(giveUp(buyer, id)).text("status")).isEqualTo("EXPIRED");
        assertThat(ok(giveUp(shop.team().member("MANAGER"), other)).text("status"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void refusesWhatIsPaidOrAnAutomaticTopUp() {
        assertThat(giveUp(shop.buy("STARTER").text("purchaseId")).problem()).isEqualTo("conflict");

        TopUpTeam topped = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        topped.switchOn(Map.of());
        topped.shop().awaitBalance("credits.balance", "5010");
        String id = topped.topUps().get(0).path("purchaseId").asText();
        Answer refused = topped.team()
                .owner()
                .send("POST", "/api/v1" + topped.team().path("/purchases/" + id + "/cancellation"), null);

        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text("detail")).contains("automatic top-up");
    }
}
