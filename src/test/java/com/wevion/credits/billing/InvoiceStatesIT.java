package com.wevion.credits.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.StripeInbox;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All states of the invoice of a bill, and of what becomes of its payment, and what the books do: a path a row. */
@WithService
class InvoiceStatesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final StripeSimulator stripe;
    private final StripeInbox inbox;
    private final Client client;

    InvoiceStatesIT(LocalService service) {
        this.service = service;
        this.stripe = service.stripe();
        this.inbox = new StripeInbox(service);
        this.client = Client.of(service);
    }

    @AfterEach
    void clearTheWeather() {
        stripe.weather().clear();
    }

    /** A bill of $0.70. */
    private Answer bill() {
        client.uses("VIDEO", "KLING_2_6", "seconds", 10);
        return client.bill();
    }

    @Test
    void leavesADraftPending_S12() {
        stripe.weather().failCalls(1_000, "POST /v1/invoiceitems", CallFault.ERROR_BEFORE);
        Answer bill = bill();

        assertThat(client.invoices())
                .singleElement()
                .satisfies(
                        invoice -> assertThat(invoice.path("status").asText()).isEqualTo("draft"));
        assertThat(client.get(bill.text("billId")).text("status")).isEqualTo("PENDING");
        assertThat(client.team().balance("creative.accrued")).isEqualTo("0.7");
        stripe.weather().clear();
        client.awaitOneInvoice(bill.text("billId"), 70L);
    }

    @Test
    void addsEachLineOfALongBillOnceAlthoughTheInvoiceShowsTen_S12() {
        List.of("FLUX_2_PRO", "GPT_IMAGE_1_5", "SEEDREAM_4_5")
                .forEach(engine -> client.uses("IMAGE", engine, "variants", 1));
        List.of("KLING_3_0", "LUMA_RAY_3", "VEO_3_1", "KLING_2_6", "RUNWAY_GEN_4")
                .forEach(engine -> client.uses("VIDEO", engine, "seconds", 1));
        client.uses("BACKGROUND_REMOVAL", "DEFAULT", "variants", 1);
        client.uses("AVATAR", "DEFAULT", "seconds", 30);
        client.uses("TTS", "ELEVENLABS", "characters", 1_000);
        client.uses("TTS", "OPENAI_TTS", "characters", 2_000);
        stripe.weather().failCalls(2, "POST /v1/invoices/", CallFault.ERROR_BEFORE); // when all lines are there
        Answer bill = client.bill();

        client.awaitOneInvoice(bill.text("billId"), 3L, 4L, 3L, 17L, 10L, 10L, 7L, 5L, 2L, 50L, 30L, 3L);
        String invoice = client.get(bill.text("billId")).text("stripeInvoice");
        assertThat(stripe.requests())
                .filteredOn(sent -> sent.path().equals("/v1/invoiceitems")
                        && invoice.equals(sent.parameters().get("invoice")))
                .hasSize(12);
    }

    @ParameterizedTest
    @CsvSource({
        "open, OPEN, 0.7, false",
        "open > refused, FAILED, 0.7, false",
        "open > refused > paid, PAID, 0, false",
        "open > paid, PAID, 0, false",
        "open > void, VOID, 0.7, false",
        "open > uncollectible, FAILED, 0.7, true",
        "open > uncollectible > paid, PAID, 0, false",
        "open > uncollectible > void, VOID, 0.7, false"
    })
    void followsInvoices_S12(String edges, String status, String accrued, boolean isProblem) {
        Answer bill = bill();
        for (String state : edges.split(" > ")) {
            move(bill.text("stripeInvoice"), state);
            inbox.awaitQuiet();
        }

        Answer found = client.get(bill.text("billId"));
        assertThat(found.text("status")).isEqualTo(status);
        assertThat(found.text("problem") != null).isEqualTo(isProblem);
        assertThat(client.team().balance("creative.accrued")).isEqualTo(accrued);
    }

    private void move(String invoice, String state) {
        switch (state) {
            case "open" ->
                assertThat(stripe.object(invoice).path("status").asText()).isEqualTo("open");
            case "refused" -> stripe.failInvoice(invoice);
            case "paid" -> {
                stripe.change(invoice, object -> object.put("status", "open"));
                stripe.payInvoice(invoice);
            }
            case "void" -> {
                stripe.change(invoice, object -> object.put("status", "open"));
                stripe.voidInvoice(invoice);
            }
            default -> {
                stripe.change(invoice, object -> object.put("status", state));
                stripe.emit("invoice.marked_uncollectible", invoice);
            }
        }
    }

    /** Of $0.70 that were paid; what is owed again, what the bill says has gone back, and whether it says that something is. */
    @ParameterizedTest
    @CsvSource({
        "refund, pending, 0.2, 0.2, true",
        "refund, pending > succeeded, 0.2, 0.2, true",
        "refund, pending > failed, 0, 0, false",
        "refund, pending > canceled, 0, 0, false",
        "refund, requires_action, 0.2, 0.2, true",
        "refund, requires_action > succeeded, 0.2, 0.2, true",
        "refund, requires_action > canceled, 0, 0, false",
        "refund, succeeded, 0.2, 0.2, true",
        "refund, succeeded > failed, 0, 0, false",
        "dispute, warning_needs_response, 0, 0, false",
        "dispute, warning_needs_response > warning_under_review, 0, 0, false",
        "dispute, warning_needs_response > warning_closed, 0, 0, false",
        "dispute, warning_needs_response > needs_response, 0, 0, true",
        "dispute, warning_needs_response > needs_response > lost, 0.7, 0.7, true",
        "dispute, needs_response, 0, 0, true",
        "dispute, needs_response > under_review, 0, 0, true",
        "dispute, needs_response > under_review > won, 0, 0, false",
        "dispute, needs_response > under_review > lost, 0.7, 0.7, true",
        "dispute, needs_response > won, 0, 0, false",
        "dispute, needs_response > lost, 0.7, 0.7, true",
        "dispute, needs_response > prevented, 0, 0, false"
    })
    void followsTheMoneyThatGoesBack_S12(
            String cause, String edges, String accrued, String returned, boolean isProblem) {
        Answer bill = bill();
        stripe.payInvoice(bill.text("stripeInvoice"));
        String payment = client.awaitStatus(bill.text("billId"), "PAID").text("stripePayment");

        List<String> states = List.of(edges.split(" > "));
        String source = begin(cause, payment, states.get(0));
        inbox.awaitQuiet();
        states.stream().skip(1).forEach(state -> {
            go(cause, source, state);
            inbox.awaitQuiet();
        });

        Answer found = client.get(bill.text("billId"));
        assertThat(found.text("status")).isEqualTo("PAID");
        assertThat(found.text("returned")).isEqualTo(returned);
        assertThat(found.text("problem") != null).isEqualTo(isProblem);
        assertThat(client.team().balance("creative.accrued")).isEqualTo(accrued);
    }

    private String begin(String cause, String payment, String state) {
        if (cause.equals("refund")) {
            return stripe.refund(payment, 20, state);
        }
        return state.startsWith("warning_") ? stripe.inquire(payment) : stripe.dispute(payment);
    }

    private void go(String cause, String source, String state) {
        if (cause.equals("refund")) {
            stripe.endRefund(source, state);
            return;
        }
        switch (state) {
            case "under_review", "warning_under_review" -> stripe.answerDispute(source);
            case "needs_response" -> stripe.escalateDispute(source);
            default -> stripe.closeDispute(source, state);
        }
    }
}
