package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that goes back at the simulated Stripe takes credits with it (D15). */
@WithService
class ClawbacksIT {
    private final LocalService service;
    private final Shop shop;

    ClawbacksIT(LocalService service) {
        this.service = service;
        this.shop = Shop.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
    }

    private List<String> lines() {
        return shop.team().history().stream()
                .map(line ->
                        line.path("type").asText() + " " + line.path("amount").asText())
                .toList();
    }

    @Test
    void clawsBackTheDifferenceOfEachRefund_D15() {
        Answer paid = shop.buy("STARTER");
        String payment = paid.text("stripePayment");

        service.stripe().refund(payment, 100);
        shop.awaitBalance("credits.balance", "4000");
        service.stripe().refund(payment, 150);
        shop.awaitBalance("credits.balance", "2500");
        service.stripe().refund(payment, 250);
        shop.awaitStatus(paid.text("purchaseId"), "CLAWED_BACK");

        assertThat(lines()).containsExactly("CLAWBACK -2500", "CLAWBACK -1500", "CLAWBACK -1000", "PURCHASE 5000");
        assertThat(shop.team().history().get(0).path("stripePayment").asText()).isEqualTo(payment);
    }

    @Test
    void owesWhatIsSpentAndPaysItByTheNextPurchase_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        shop.team().adjust("CREDITS", "-3000");

        service.stripe().refund(payment, 500);

        shop.awaitBalance("credits.debt", "3000");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("0");
        shop.buy("STARTER");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("2000");
        assertThat(shop.team().balance("credits.debt")).isEqualTo("0");
        assertThat(lines()).startsWith("CLAWBACK -3000", "PURCHASE 5000", "CLAWBACK -2000");
    }

    @Test
    void clawsBackOnceHoweverOftenAndInWhateverOrderItIsTold_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        service.stripe().weather().deliverEach(5);
        service.stripe().weather().shuffleEvents(Duration.ofMillis(300), 7);

        service.stripe().refund(payment, 100);
        service.stripe().refund(payment, 100);
        service.stripe().refund(payment, 100);

        shop.awaitBalance("credits.balance", "2000");
        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
        assertThat(shop.team().balance("credits.balance")).isEqualTo("2000");
    }

    @Test
    void creditsAPurchaseFirstWhoseRefundIsHeardOfBeforeItsPayment_D14_D15() {
        service.stripe().weather().loseEvents(100, 1);
        Answer begun = shop.begin("STARTER");
        service.stripe().pay(Shop.session(begun));
        String payment = service.stripe()
                .session(Shop.session(begun))
                .path("payment_intent")
                .asText();
        service.stripe().weather().clear();

        service.stripe().refund(payment, 500);

        await().atMost(Duration.ofSeconds(30)).until(() -> lines().size() == 2);
        assertThat(lines()).containsExactly("CLAWBACK -5000", "PURCHASE 5000");
    }

    @Test
    void givesBackWhatAFailedRefundHadTaken_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        String refund = service.stripe().refund(payment, 200);
        shop.awaitBalance("credits.balance", "3000");

        service.stripe().failRefund(refund);

        shop.awaitBalance("credits.balance", "5000");
        assertThat(lines()).startsWith("REINSTATEMENT 2000");
    }

    @Test
    void givesBackWhatACancelledRefundHadTaken_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        String refund = service.stripe().refund(payment, 500, "pending");
        shop.awaitBalance("credits.balance", "0");
        service.stripe().weather().deliverEach(3);

        service.stripe().endRefund(refund, "canceled");

        shop.awaitBalance("credits.balance", "5000");
        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
        assertThat(lines()).containsExactly("REINSTATEMENT 5000", "CLAWBACK -5000", "PURCHASE 5000");
    }

    @Test
    void endsWithWhatIsRefundedInWhateverOrderRefundsComeAndGo_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        service.stripe().weather().deliverEach(4);
        service.stripe().weather().shuffleEvents(Duration.ofMillis(400), 11);

        for (int round = 0; round < 5; round++) {
            String refund = service.stripe().refund(payment, 300, "pending");
            service.stripe().endRefund(refund, round % 2 == 0 ? "canceled" : "failed");
        }
        service.stripe().refund(payment, 100);

        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
        shop.awaitBalance("credits.balance", "4000");
    }

    @Test
    void findsARefundWhoseEventsAreLost_D15() {
        String payment = shop.buyAndTellPayment("STARTER");
        service.stripe().weather().loseEvents(100, 1);

        service.stripe().refund(payment, 500);

        shop.awaitBalance("credits.balance", "0");
    }

    @Test
    void freezesWhatIsUnspentWhileADisputeIsOpen_D15() {
        Answer paid = shop.buy("STARTER");
        shop.team().adjust("CREDITS", "-1000");

        String dispute = service.stripe().dispute(paid.text("stripePayment"));

        shop.awaitBalance("credits.frozen", "4000");
        assertThat(shop.team().balance("credits.available")).isEqualTo("0");
        assertThat(shop.get(paid.text("purchaseId")).text("status")).isEqualTo("DISPUTED");
        Answer refused = shop.team().owner().post(shop.team().path("/chat/messages"), Map.of("maxOutputTokens", 10));
        assertThat(refused.problem()).isEqualTo("insufficient-credits");
        service.stripe().closeDispute(dispute, true);
        shop.awaitBalance("credits.available", "4000");
        assertThat(shop.get(paid.text("purchaseId")).text("status")).isEqualTo("PAID");
        assertThat(lines()).as("nothing was taken").containsExactly("ADJUSTMENT -1000", "PURCHASE 5000");
    }

    @Test
    void clawsBackWhatIsDisputedWhenTheDisputeIsLost_D15() {
        Answer paid = shop.buy("STARTER");
        shop.team().adjust("CREDITS", "-1000");
        String dispute = service.stripe().dispute(paid.text("stripePayment"));
        shop.awaitBalance("credits.frozen", "4000");
        shop.buy("STARTER");

        service.stripe().closeDispute(dispute, false);

        shop.awaitStatus(paid.text("purchaseId"), "CLAWED_BACK");
        assertThat(shop.team().balance("credits.frozen")).isEqualTo("0");
        assertThat(shop.team().balance("credits.balance"))
                .as("9,000 less the 5,000 of the lost payment")
                .isEqualTo("4000");
        assertThat(shop.team().balance("credits.debt")).isEqualTo("0");
    }

    @Test
    void followsADisputeWhoseEventsAreLateAndTwice_D15() {
        Answer paid = shop.buy("STARTER");
        service.stripe().weather().deliverEach(3);
        service.stripe().weather().shuffleEvents(Duration.ofMillis(500), 3);

        String dispute = service.stripe().dispute(paid.text("stripePayment"), 250);
        service.stripe().closeDispute(dispute, false);

        shop.awaitBalance("credits.balance", "2500");
        await().atMost(Duration.ofSeconds(30)).until(() -> service.stripe().deliveriesUnderWay() == 0);
        shop.awaitBalance("credits.frozen", "0");
        assertThat(shop.team().balance("credits.balance")).isEqualTo("2500");
    }
}
