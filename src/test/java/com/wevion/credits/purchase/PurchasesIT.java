package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Buying a package at the simulated Stripe. */
@WithService
class PurchasesIT {
    private final LocalService service;
    private final Shop shop;

    PurchasesIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    @ParameterizedTest
    @CsvSource({"STARTER,5000,5", "STANDARD,20000,20", "PRO,50000,50"})
    void creditsAPackageOnceItIsPaid_S1_S2_S17(String code, String credits, String price) {
        Answer begun = shop.begin(code);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.text("status")).isEqualTo("PENDING");
        assertThat(begun.text("credits")).isEqualTo(credits);
        assertThat(begun.text("price")).isEqualTo(price);
        assertThat(begun.text("unit")).isEqualTo("USD");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("0");

        service.stripe().pay(Shop.session(begun));

        shop.awaitBalance("credits.balance", credits);
        Answer paid = shop.get(begun.text("purchaseId"));
        assertThat(paid.text("status")).isEqualTo("PAID");
        assertThat(paid.text("checkoutUrl")).isNull();
        assertThat(paid.text("stripePayment")).startsWith("pi_");
        assertThat(paid.text("receiptUrl")).startsWith("http");
    }

    @Test
    void showsThePaymentReferenceInTheHistory_S14() {
        Answer paid = shop.buy("STARTER");

        JsonNode line = shop.team().history().get(0);
        assertThat(line.path("type").asText()).isEqualTo("PURCHASE");
        assertThat(line.path("amount").asText()).isEqualTo("5000");
        assertThat(line.path("balanceAfter").asText()).isEqualTo("5000");
        assertThat(line.path("stripePayment").asText()).isEqualTo(paid.text("stripePayment"));
        assertThat(line.path("reference").path("kind").asText()).isEqualTo("PURCHASE");
        assertThat(line.path("reference").path("id").asText()).isEqualTo(paid.text("purchaseId"));
        assertThat(line.path("user").path("id").asText())
                .isEqualTo(shop.team().owner().userId().toString());
    }

    @Test
    void tellsStripeWhatIsBoughtAndForWhom_S17() {
        Answer begun = shop.begin("STANDARD");

        JsonNode session = service.stripe().session(Shop.session(begun));
        assertThat(session.path("mode").asText()).isEqualTo("payment");
        assertThat(session.path("amount_total").asLong()).isEqualTo(2_000);
        assertThat(session.path("currency").asText()).isEqualTo("usd");
        assertThat(session.path("client_reference_id").asText()).isEqualTo(begun.text("purchaseId"));
        assertThat(session.path("metadata").path("teamId").asText())
                .isEqualTo(shop.team().id().toString());
        assertThat(session.path("success_url").asText())
                .contains("purchase=" + begun.text("purchaseId"))
                .contains("outcome=paid");
        assertThat(session.path("cancel_url").asText()).contains("outcome=cancelled");
        assertThat(service.stripe().requests())
                .filteredOn(sent -> begun.text("purchaseId").equals(sent.idempotencyKey()))
                .singleElement()
                .satisfies(sent -> assertThat(sent.apiVersion()).isEqualTo("2026-07-29.dahlia"));
    }

    @Test
    void creditsOnceHoweverManyLearnOfThePayment_D14() throws InterruptedException {
        service.stripe().weather().deliverEach(5);
        Answer begun = shop.begin("STARTER");
        String id = begun.text("purchaseId");
        service.stripe().pay(Shop.session(begun));

        Crowd.of(8, number -> shop.get(id));

        shop.awaitStatus(id, "PAID");
        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
        assertThat(shop.team().history()).hasSize(1);
        assertThat(shop.team().balance("credits.balance")).isEqualTo("5000");
    }

    @Test
    void seesThePaymentByAskingIfNoEventComes_D14() {
        service.stripe().weather().loseEvents(100, 1);
        Answer begun = shop.begin("STARTER");
        service.stripe().pay(Shop.session(begun));

        shop.awaitStatus(begun.text("purchaseId"), "PAID");

        assertThat(shop.team().balance("credits.balance")).isEqualTo("5000");
    }

    @Test
    void creditsABankDebitWhenItArrivesAndNotBefore_D14() {
        Answer begun = shop.begin("STARTER");
        String id = begun.text("purchaseId");
        service.stripe().payLater(Shop.session(begun));
        assertThat(shop.get(id).text("status")).isEqualTo("PENDING");

        service.stripe().settleLater(Shop.session(begun), true);

        shop.awaitStatus(id, "PAID");
    }

    @Test
    void endsAPurchaseWhoseBankDebitFails() {
        Answer begun = shop.begin("STARTER");
        service.stripe().payLater(Shop.session(begun));
        service.stripe().settleLater(Shop.session(begun), false);

        shop.awaitStatus(begun.text("purchaseId"), "FAILED");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("0");
    }

    @Test
    void endsAPurchaseThatExpires() {
        Answer begun = shop.begin("STARTER");
        service.stripe().expire(Shop.session(begun));

        Answer expired = shop.awaitStatus(begun.text("purchaseId"), "EXPIRED");
        assertThat(expired.text("checkoutUrl")).isNull();
    }

    @Test
    void letsTheBuyerTryAgainAfterADeclinedCard() {
        Answer begun = shop.begin("STARTER");
        service.stripe().fail(Shop.session(begun));
        assertThat(shop.get(begun.text("purchaseId")).text("status")).isEqualTo("PENDING");

        service.stripe().pay(Shop.session(begun));

        shop.awaitStatus(begun.text("purchaseId"), "PAID");
    }

    @ParameterizedTest
    @CsvSource({"amount_subtotal,499", "amount_subtotal,501"})
    void doesNotCreditAnotherAmount_D14(String field, long cents) {
        Answer begun = shop.begin("STARTER");
        service.stripe().change(Shop.session(begun), session -> session.put(field, cents));
        service.stripe().pay(Shop.session(begun));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> shop.get(begun.text("purchaseId")).text("problem") != null);

        assertThat(shop.get(begun.text("purchaseId")).text("problem")).contains(cents + " cents");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("0");
    }

    @Test
    void doesNotCreditAnotherCurrencyOrMode_D14() {
        Answer euros = shop.begin("STARTER");
        service.stripe().change(Shop.session(euros), session -> session.put("currency", "eur"));
        service.stripe().pay(Shop.session(euros));
        Answer live = shop.begin("STARTER");
        service.stripe().change(Shop.session(live), session -> session.put("livemode", true));
        service.stripe().pay(Shop.session(live));

        List.of(euros, live)
                .forEach(begun -> await().atMost(Duration.ofSeconds(30))
                        .until(() -> shop.get(begun.text("purchaseId")).text("problem") != null));

        assertThat(shop.team().balance("credits.balance")).isEqualTo("0");
    }
}
