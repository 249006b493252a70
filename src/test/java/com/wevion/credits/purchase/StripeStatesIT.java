package com.wevion.credits.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.StripeInbox;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.dev.stripe.CallFault;
import com.wevion.credits.dev.stripe.PaymentBehaviour;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All states of Stripe's refunds, disputes, sessions and payment intents, of the API version of the library, and what the books do
 * on the way: an edge, or a path of them, a row. The states of invoices are beside the bills.
 */
@WithService
class StripeStatesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final StripeSimulator stripe;
    private final StripeInbox inbox;

    StripeStatesIT(LocalService service) {
        this.service = service;
        this.stripe = service.stripe();
        this.inbox = new StripeInbox(service);
    }

    @AfterEach
    void clearTheWeather() {
        stripe.weather().clear();
    }

    private static List<String> path(String edges) {
        return List.of(edges.split(" > "));
    }

    private static String books(Shop shop) {
        return shop.team().balance("credits.balance") + " " + shop.team().balance("credits.frozen") + " "
                + shop.team().balance("credits.debt");
    }

    /** $2 of $5, by a team that spent nothing and by one that spent 4,000 of 5,000; each as balance, frozen, debt. */
    @ParameterizedTest
    @CsvSource({
        "pending, 3000 0 0, 0 0 1000",
        "pending > succeeded, 3000 0 0, 0 0 1000",
        "pending > failed, 5000 0 0, 1000 0 0",
        "pending > canceled, 5000 0 0, 1000 0 0",
        "pending > succeeded > failed, 5000 0 0, 1000 0 0",
        "requires_action, 3000 0 0, 0 0 1000",
        "requires_action > succeeded, 3000 0 0, 0 0 1000",
        "requires_action > failed, 5000 0 0, 1000 0 0",
        "requires_action > canceled, 5000 0 0, 1000 0 0",
        "requires_action > pending > canceled, 5000 0 0, 1000 0 0",
        "succeeded, 3000 0 0, 0 0 1000",
        "succeeded > failed, 5000 0 0, 1000 0 0"
    })
    void followsRefunds_D15(String edges, String unspent, String spent) {
        Shop saver = Shop.of(service);
        Shop spender = Shop.of(service);
        Answer kept = saver.buy("STARTER");
        Answer used = spender.buy("STARTER");
        spender.team().adjust("CREDITS", "-4000");

        for (Answer purchase : List.of(kept, used)) {
            List<String> states = path(edges);
            String refund = stripe.refund(purchase.text("stripePayment"), 200, states.get(0));
            states.stream().skip(1).forEach(state -> {
                inbox.awaitQuiet();
                stripe.endRefund(refund, state);
            });
        }

        inbox.awaitQuiet();
        assertThat(books(saver)).isEqualTo(unspent);
        assertThat(books(spender)).isEqualTo(spent);
        assertThat(saver.get(kept.text("purchaseId")).text("status")).isEqualTo("PAID");
        assertThat(spender.get(used.text("purchaseId")).text("status")).isEqualTo("PAID");
    }

    /** The whole payment; of the two teams as above. */
    @ParameterizedTest
    @CsvSource({
        "warning_needs_response, 5000 0 0, 1000 0 0, PAID",
        "warning_needs_response > warning_under_review, 5000 0 0, 1000 0 0, PAID",
        "warning_needs_response > warning_closed, 5000 0 0, 1000 0 0, PAID",
        "warning_needs_response > warning_under_review > warning_closed, 5000 0 0, 1000 0 0, PAID",
        "warning_needs_response > needs_response, 5000 5000 0, 1000 1000 0, DISPUTED",
        "warning_needs_response > needs_response > lost, 0 0 0, 0 0 4000, CLAWED_BACK",
        "warning_under_review > needs_response > won, 5000 0 0, 1000 0 0, PAID",
        "needs_response, 5000 5000 0, 1000 1000 0, DISPUTED",
        "needs_response > under_review, 5000 5000 0, 1000 1000 0, DISPUTED",
        "needs_response > won, 5000 0 0, 1000 0 0, PAID",
        "needs_response > lost, 0 0 0, 0 0 4000, CLAWED_BACK",
        "needs_response > prevented, 5000 0 0, 1000 0 0, PAID",
        "needs_response > under_review > won, 5000 0 0, 1000 0 0, PAID",
        "needs_response > under_review > lost, 0 0 0, 0 0 4000, CLAWED_BACK"
    })
    void followsDisputes_D15(String edges, String unspent, String spent, String status) {
        Shop saver = Shop.of(service);
        Shop spender = Shop.of(service);
        Answer kept = saver.buy("STARTER");
        Answer used = spender.buy("STARTER");
        spender.team().adjust("CREDITS", "-4000");

        List.of(kept, used).forEach(purchase -> dispute(purchase.text("stripePayment"), path(edges)));

        assertThat(books(saver)).isEqualTo(unspent);
        assertThat(books(spender)).isEqualTo(spent);
        assertThat(saver.get(kept.text("purchaseId")).text("status")).isEqualTo(status);
        assertThat(spender.get(used.text("purchaseId")).text("status")).isEqualTo(status);
    }

    private void dispute(String payment, List<String> states) {
        String dispute = states.get(0).startsWith("warning_") ? stripe.inquire(payment) : stripe.dispute(payment);
        for (String state : states) {
            if (!stripe.object(dispute).path("status").asText().equals(state)) {
                move(dispute, state);
            }
            inbox.awaitQuiet();
        }
    }

    private void move(String dispute, String state) {
        switch (state) {
            case "under_review", "warning_under_review" -> stripe.answerDispute(dispute);
            case "needs_response" -> stripe.escalateDispute(dispute);
            default -> stripe.closeDispute(dispute, state);
        }
    }

    /** Each combination of the session's status and payment status, with the payment intent where there is one. */
    @ParameterizedTest
    @CsvSource({
        "open, unpaid, , PENDING, 0, false",
        "open, unpaid, requires_payment_method, PENDING, 0, false",
        "complete, paid, succeeded, PAID, 5000, false",
        "complete, unpaid, processing, PENDING, 0, false",
        "complete, unpaid, requires_action, PENDING, 0, false",
        "complete, unpaid, requires_confirmation, PENDING, 0, false",
        "complete, unpaid, requires_capture, PENDING, 0, false",
        "complete, unpaid, requires_payment_method, FAILED, 0, false",
        "complete, unpaid, canceled, FAILED, 0, false",
        "complete, no_payment_required, , PENDING, 0, true",
        "expired, unpaid, , EXPIRED, 0, false",
        "expired, unpaid, requires_payment_method, EXPIRED, 0, false"
    })
    void followsSessions_D14(
            String status, String paymentStatus, String intent, String purchase, String credits, boolean isKept) {
        Shop shop = Shop.of(service);
        Answer begun = shop.begin("STARTER");
        String session = Shop.session(begun);

        stripe.weather().holdEvents();
        reach(session, status, intent);
        String payment = stripe.session(session).path("payment_intent").asText();
        if (intent != null) {
            stripe.change(payment, object -> object.put("status", intent));
        }
        stripe.change(session, object -> object.put("status", status).put("payment_status", paymentStatus));
        stripe.weather().releaseEvents();
        stripe.emit(status.equals("expired") ? "checkout.session.expired" : "checkout.session.completed", session);

        inbox.awaitQuiet();
        Answer found = shop.get(begun.text("purchaseId"));
        assertThat(found.text("status")).isEqualTo(purchase);
        assertThat(found.text("problem") != null).isEqualTo(isKept);
        assertThat(shop.team().balance("credits.balance")).isEqualTo(credits);
    }

    private void reach(String session, String status, String intent) {
        if (status.equals("complete") && "succeeded".equals(intent)) {
            stripe.pay(session);
        } else if (status.equals("complete") && intent != null) {
            stripe.payLater(session);
        } else if (intent != null) {
            stripe.fail(session);
        }
    }

    /** Of an automatic top-up, that nobody is there to help. */
    @ParameterizedTest
    @CsvSource({
        "requires_payment_method, PENDING, 10",
        "requires_confirmation, PENDING, 10",
        "requires_action, FAILED, 10",
        "processing, PENDING, 10",
        "requires_capture, PENDING, 10",
        "canceled, FAILED, 10",
        "succeeded, PAID, 5010"
    })
    void followsPaymentIntents_D14(String status, String purchase, String credits) {
        TopUpTeam team = TopUpTeam.withCard(service, "10", PaymentBehaviour.SUCCEEDS);
        stripe.weather().holdEvents();
        stripe.weather().failCalls(100_000, "GET /v1/events", CallFault.ERROR_BEFORE); // nor are they caught up with
        // More than one, as the top-up of another team may come in between.
        stripe.weather().failCalls(5, "POST /v1/payment_intents", CallFault.ERROR_AFTER);
        team.switchOn(Map.of());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> team.intents().size() == 1);
        // Before the sweeper looks for what the failed request has made.
        stripe.weather().failCalls(100_000, "GET /v1/payment_intents", CallFault.ERROR_BEFORE);
        String intent = team.intents().get(0).path("id").asText();
        stripe.change(intent, object -> object.put("status", status));

        stripe.weather().clear();

        inbox.awaitQuiet();
        JsonNode topUp = await().atMost(PATIENCE)
                .until(
                        () -> team.topUps().get(0),
                        found -> found.path("status").asText().equals(purchase));
        assertThat(topUp.path("status").asText()).isEqualTo(purchase);
        assertThat(team.team().balance("credits.balance")).isEqualTo(credits);
        team.set(Map.of("enabled", false));
    }
}
