package com.wevion.credits.billing;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Receiver;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Creative usage becomes a bill, the bill an invoice of the simulated Stripe, its payment an entry (S12, D1). */
@WithService
class CreativeBillsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Client client;

    CreativeBillsIT(LocalService service) {
        this.service = service;
        this.client = Client.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        service.stripe().weather().clear();
    }

    @Test
    void billsALineForEachEngineAndCarriesWhatIsLessThanACent_S12() {
        client.usesVideoAndSpeech();
        Answer bill = client.bill();
        assertThat(bill.status()).isEqualTo(201);
        assertThat(bill.text("status")).isEqualTo("OPEN");
        assertThat(bill.text("reason")).isEqualTo("OPERATOR");
        assertThat(bill.text("amount")).isEqualTo("0.7");
        assertThat(bill.json().at("/lines/1").toString())
                .isEqualTo(
                        "{\"type\":\"USAGE\",\"service\":\"VIDEO\",\"engine\":\"KLING_2_6\",\"quantity\":10,\"per\":\"SECOND\",\"unitSize\":1,"
                                + "\"unitPrice\":\"0.07\",\"usage\":\"0.7\",\"carriedIn\":\"0\",\"billed\":\"0.7\",\"carriedOut\":\"0\"}");
        assertThat(bill.text("lines.0.carriedOut")).isEqualTo("0.0075");
        JsonNode invoice = service.stripe().object(bill.text("stripeInvoice"));
        assertThat(invoice.path("total").asLong()).isEqualTo(70);
        assertThat(invoice.path("currency").asText()).isEqualTo("usd");
        assertThat(invoice.path("collection_method").asText()).isEqualTo("send_invoice");
        assertThat(invoice.at("/metadata/billId").asText()).isEqualTo(bill.text("billId"));
        assertThat(invoice.at("/lines/data"))
                .extracting(line -> line.path("description").asText())
                .containsExactly("VIDEO KLING_2_6: 10 SECOND at $0.07 = $0.70");
        assertThat(bill.text("dueAt")).isNotNull();
        assertThat(bill.text("invoiceUrl")).startsWith("http");
    }

    @Test
    void creditsThePaymentSoThatOnlyTheCarryIsLeft_S12_S14() {
        client.usesVideoAndSpeech();
        Answer bill = client.bill();
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.7075");

        service.stripe().payInvoice(bill.text("stripeInvoice"));

        Answer paid = client.awaitStatus(bill.text("billId"), "PAID");
        assertThat(paid.text("stripePayment")).startsWith("pi_");
        assertThat(paid.text("paidAt")).isNotNull();
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.0075");
        assertThat(client.team().balance("creative.available")).isEqualTo("99.9925");
        assertThat(client.payments()).singleElement().satisfies(line -> {
            assertThat(line.path("amount").asText()).isEqualTo("0.7");
            assertThat(line.path("account").asText()).isEqualTo("CREATIVE");
            assertThat(line.path("stripePayment").asText()).isEqualTo(paid.text("stripePayment"));
            assertThat(line.at("/reference/kind").asText()).isEqualTo("CREATIVE_BILL");
            assertThat(line.at("/reference/id").asText()).isEqualTo(bill.text("billId"));
        });
    }

    @Test
    void tellsOfABillAndItsPayment_S12() {
        try (Receiver receiver = Receiver.answering(200)) {
            ok(client.team()
                    .owner()
                    .post(
                            client.team().path("/webhooks"),
                            Map.of("url", receiver.url(), "types", List.of("bill.due", "bill.paid"))));
            client.usesVideoAndSpeech();
            Answer bill = client.bill();
            await().until(receiver::types, List.of("bill.due")::equals);
            service.stripe().payInvoice(bill.text("stripeInvoice"));

            await().until(receiver::types, List.of("bill.due", "bill.paid")::equals);

            assertThat(receiver.received().get(1).json().at("/data/amount").asText())
                    .isEqualTo("0.7");
        }
    }

    @Test
    void asksForWhatWasCarriedOnceItIsACent_S12() {
        client.usesVideoAndSpeech();
        client.bill();
        client.usesVideoAndSpeech();
        Answer second = client.bill();
        assertThat(second.text("number")).isEqualTo("2");
        assertThat(second.text("amount")).isEqualTo("0.71");
        assertThat(second.text("lines.0.carriedIn")).isEqualTo("0.0075");
        assertThat(second.text("lines.0.billed")).isEqualTo("0.01");
        assertThat(second.text("lines.0.carriedOut")).isEqualTo("0.005");
        assertThat(client.all()).extracting(bill -> bill.path("number").asInt()).containsExactly(2, 1);
        assertThat(ok(client.team().owner().get(client.bills() + "?limit=1")).text("nextCursor"))
                .isNotNull();
    }

    @Test
    void countsWhatAnOperatorGaveBack_S12() {
        client.uses("VIDEO", "KLING_3_0", "seconds", 10);
        client.team().adjust("CREATIVE", "0.555");
        Answer bill = client.bill();
        assertThat(bill.text("amount")).isEqualTo("1.14");
        assertThat(bill.text("lines.1.service")).isNull();
        assertThat(bill.text("lines.1.billed")).isEqualTo("-0.56");
        assertThat(bill.text("lines.1.carriedOut")).isEqualTo("0.005");
        assertThat(client.invoices())
                .singleElement()
                .satisfies(invoice -> assertThat(invoice.path("total").asLong()).isEqualTo(114));
    }

    @Test
    void showsAFailedPaymentAndKeepsTheLimitUsedUp_S12() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        service.stripe().failInvoice(bill.text("stripeInvoice"));
        client.awaitStatus(bill.text("billId"), "FAILED");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.7");
        assertThat(client.team().balance("creative.available")).isEqualTo("99.3");

        service.stripe().payInvoice(bill.text("stripeInvoice"));
        client.awaitStatus(bill.text("billId"), "PAID");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0");
    }

    @Test
    void findsAPaymentWhoseEventsWereLost_S12() {
        service.stripe().weather().loseEvents(100, 1);
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        service.stripe().payInvoice(bill.text("stripeInvoice"));
        client.askNow(bill.text("billId"));
        client.awaitStatus(bill.text("billId"), "PAID");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0");
    }

    @Test
    void creditsOnceHoweverManyLearnOfThePayment_S12() {
        service.stripe().weather().deliverEach(5);
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        Answer bill = client.bill();
        service.stripe().payInvoice(bill.text("stripeInvoice"));
        client.askNow(bill.text("billId"));
        client.awaitStatus(bill.text("billId"), "PAID");
        await().atMost(PATIENCE).until(() -> service.stripe().deliveriesUnderWay() == 0);
        assertThat(client.payments()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(CallFault.class)
    void makesOneInvoiceWhereverStripeFails_S12(CallFault fault) {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        client.uses("IMAGE", "FLUX_2_PRO", "variants", 10);
        int calls = fault == CallFault.TOO_MANY_REQUESTS ? 1 : 3; // this one is not repeated by Stripe's library
        service.stripe().weather().failCalls(calls, "POST /v1/customers", fault);
        service.stripe().weather().failCalls(2 * calls, "POST /v1/invoices", fault);
        service.stripe().weather().failCalls(calls, "POST /v1/invoiceitems", fault);
        service.stripe().weather().failCalls(calls, "GET /v1/invoices", fault);
        Answer bill = client.bill();
        assertThat(bill.text("status")).isEqualTo("PENDING");

        client.awaitOneInvoice(bill.text("billId"), 70L, 30L);
        assertThat(client.customers()).hasSize(1);
    }

    @Test
    void makesOneBillOfConcurrentRequests_S12() throws InterruptedException {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        var answers = Crowd.of(8, number -> client.tryToBill(UUID.randomUUID().toString()));
        assertThat(answers)
                .extracting(answer -> answer.value().status())
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        assertThat(client.all()).hasSize(1);
        assertThat(client.invoices()).hasSize(1);
    }

    @Test
    void answersARepetitionWithTheSameBill() throws InterruptedException {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        String key = UUID.randomUUID().toString();
        var answers = Crowd.of(8, number -> client.tryToBill(key));
        assertThat(answers)
                .extracting(answer -> answer.value().status() + answer.value().text("billId"))
                .containsOnly("201" + client.all().get(0).path("billId").asText());
        assertThat(client.tryToBill(key).replayed()).isTrue();
        assertThat(client.tryToBill(UUID.randomUUID().toString()).problem()).isEqualTo("conflict");
        assertThat(client.team()
                        .owner()
                        .send("POST", "/api/v1" + client.bills(), null)
                        .problem())
                .isEqualTo("forbidden");
        assertThat(Api.superAdmin(service)
                        .send("POST", "/api/v1" + client.bills(), null)
                        .problem())
                .isEqualTo("validation");
    }

    @Test
    void billsAgainWhatAVoidBillAskedFor_S12() {
        client.usesVideoAndSpeech();
        Answer first = client.bill();
        service.stripe().voidInvoice(first.text("stripeInvoice"));
        client.awaitStatus(first.text("billId"), "VOID");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.7075");

        Answer second = client.bill();
        assertThat(second.text("amount")).isEqualTo("0.7");
        service.stripe().payInvoice(second.text("stripeInvoice"));
        client.awaitStatus(second.text("billId"), "PAID");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.0075");
    }

    @ParameterizedTest
    @CsvSource({"total_excluding_tax, 71, 71 cents", "amount_paid, 69, 69 cents", "currency, eur, eur"})
    void doesNotCreditWhatIsNotTheBill_S12(String field, String value, String said) {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        service.stripe().weather().holdEvents();
        Answer bill = client.bill();
        String invoice = bill.text("stripeInvoice");
        service.stripe().payInvoice(invoice);
        service.stripe().change(invoice, changed -> {
            if (field.equals("currency")) {
                changed.put(field, value);
            } else {
                changed.put(field, Long.parseLong(value));
            }
        });
        service.stripe().weather().releaseEvents();
        Answer kept = await().atMost(PATIENCE)
                .until(() -> client.get(bill.text("billId")), found -> found.text("problem") != null);
        assertThat(kept.text("problem")).contains(said);
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.7");
    }
}
