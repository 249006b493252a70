package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money that goes back for a paid bill is owed again, and the next bill asks for it. */
@WithService
class BillReturnsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Client client;

    BillReturnsIT(LocalService service) {
        this.service = service;
        this.client = Client.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
        await().atMost(PATIENCE).until(() -> service.stripe().deliveriesUnderWay() == 0);
    }

    /** A bill of $0.70 that is paid. */
    private Answer paid() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        service.stripe().payInvoice(bill.text("stripeInvoice"));
        return client.awaitStatus(bill.text("billId"), "PAID");
    }

    private void awaitAccrued(String usd) {
        await().atMost(PATIENCE).until(() -> client.team().balance("creative.accrued"), usd::equals);
    }

    private List<String> payments() {
        return client.payments().stream()
                .map(line -> line.at("/reference/kind").asText() + " "
                        + line.path("amount").asText())
                .toList();
    }

    @Test
    void owesAgainWhatIsRefundedInPartsAndAsksForItByTheNextBill_S12() {
        Answer bill = paid();
        service.stripe().weather().deliverEach(3);

        service.stripe().refund(bill.text("stripePayment"), 20);
        awaitAccrued("0.2");
        service.stripe().refund(bill.text("stripePayment"), 50);
        awaitAccrued("0.7");

        assertThat(payments()).containsExactly("BILL_REFUND -0.5", "BILL_REFUND -0.2", "CREATIVE_BILL 0.7");
        assertThat(client.payments().get(0).path("stripePayment").asText()).isEqualTo(bill.text("stripePayment"));
        Answer returned = client.get(bill.text("billId"));
        assertThat(returned.text("status")).isEqualTo("PAID");
        assertThat(returned.text("returned")).isEqualTo("0.7");
        assertThat(returned.text("problem")).contains("$0.7", "went back");
        Answer next = client.bill();
        assertThat(next.text("amount")).isEqualTo("0.7");
        JsonNode line = next.json().at("/lines/0");
        assertThat(line.path("type").asText()).isEqualTo("RETURNED");
        assertThat(line.path("quantity").asInt()).isEqualTo(2);
        service.stripe().payInvoice(next.text("stripeInvoice"));
        client.awaitStatus(next.text("billId"), "PAID");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0");
    }

    @Test
    void owesAgainWhatADisputeLosesAndSaysThatItIsDisputed_S12() {
        Answer bill = paid();
        String dispute = service.stripe().dispute(bill.text("stripePayment"));
        await().atMost(PATIENCE).until(() -> client.get(bill.text("billId")).text("problem") != null);
        assertThat(client.get(bill.text("billId")).text("problem")).contains("disputes");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0");

        service.stripe().closeDispute(dispute, false);

        awaitAccrued("0.7");
        assertThat(payments()).containsExactly("BILL_DISPUTE -0.7", "CREATIVE_BILL 0.7");
        assertThat(client.get(bill.text("billId")).text("returned")).isEqualTo("0.7");
    }

    @Test
    void givesBackWhatACancelledRefundHadMadeOwed_S12() {
        Answer bill = paid();
        String refund = service.stripe().refund(bill.text("stripePayment"), 70, "pending");
        awaitAccrued("0.7");

        service.stripe().endRefund(refund, "canceled");

        awaitAccrued("0");
        Answer now = client.get(bill.text("billId"));
        assertThat(now.text("returned")).isEqualTo("0");
        assertThat(now.text("problem")).isNull();
    }

    @Test
    void creditsABillFirstWhoseRefundIsHeardOfBeforeItsPayment_S12() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        service.stripe().weather().loseEvents(100, 1);
        service.stripe().payInvoice(bill.text("stripeInvoice"));
        String payment = service.stripe().ids("payment_intent").stream()
                .map(service.stripe()::object)
                .filter(intent -> intent.path("customer")
                        .asText()
                        .equals(client.customers().get(0)))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        service.stripe().weather().clear();

        service.stripe().refund(payment, 70);

        await().atMost(PATIENCE).until(() -> payments().size() == 2);
        assertThat(payments()).containsExactly("BILL_REFUND -0.7", "CREATIVE_BILL 0.7");
    }
}
