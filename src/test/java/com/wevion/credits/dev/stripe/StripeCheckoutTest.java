package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeCheckoutTest {
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Session retrieve(String id, String... expand) throws StripeException {
        SessionRetrieveParams.Builder parameters = SessionRetrieveParams.builder();
        for (String path : expand) {
            parameters.addExpand(path);
        }
        return shop.stripe().checkout().sessions().retrieve(id, parameters.build());
    }

    @Test
    void aPaidSessionHasAnIntentWithAChargeAndAReceipt() throws StripeException {
        Session open = shop.stripe()
                .checkout()
                .sessions()
                .create(Shop.order(2_500)
                        .setClientReferenceId("purchase-1")
                        .putMetadata("team", "t1")
                        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                .putMetadata("purchase", "p1")
                                .build())
                        .build());
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getPaymentStatus()).isEqualTo("unpaid");
        assertThat(open.getAmountTotal()).isEqualTo(2_500);
        assertThat(open.getPaymentIntent()).isNull();
        assertThat(open.getUrl()).startsWith(shop.simulator().baseUrl() + "/c/pay/cs_test_");
        shop.simulator().pay(open.getId());

        Session paid = retrieve(open.getId(), "payment_intent.latest_charge", "line_items");

        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getClientReferenceId()).isEqualTo("purchase-1");
        assertThat(paid.getMetadata()).isEqualTo(Map.of("team", "t1"));
        assertThat(paid.getPaymentIntentObject().getMetadata()).isEqualTo(Map.of("purchase", "p1"));
        Charge charge = paid.getPaymentIntentObject().getLatestChargeObject();
        assertThat(charge.getPaid()).isTrue();
        assertThat(charge.getAmountCaptured()).isEqualTo(2_500);
        assertThat(charge.getPaymentIntent())
                .isEqualTo(paid.getPaymentIntentObject().getId());
        assertThat(charge.getReceiptUrl()).contains(charge.getId());
        assertThat(paid.getLineItems().getData().get(0).getAmountTotal()).isEqualTo(2_500);
    }

    @Test
    void aDeclinedCardLeavesTheSessionOpenForAnotherOne() throws StripeException {
        String id = shop.openSession(500).getId();
        shop.simulator().fail(id);
        Session declined = retrieve(id, "payment_intent");
        assertThat(declined.getStatus()).isEqualTo("open");
        assertThat(declined.getPaymentIntentObject().getLastPaymentError().getCode())
                .isEqualTo("card_declined");

        shop.simulator().pay(id);

        Session paid = retrieve(id, "payment_intent");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getPaymentIntentObject().getId())
                .isEqualTo(declined.getPaymentIntentObject().getId());
        assertThat(shop.eventsAbout(paid.getPaymentIntentObject().getId()))
                .containsExactly("payment_intent.payment_failed", "payment_intent.succeeded");
    }

    @Test
    void aBankDebitIsCompleteBeforeItIsPaid() throws StripeException {
        String succeeding = shop.openSession(500).getId();
        String failing = shop.openSession(500).getId();
        shop.simulator().payLater(succeeding);
        shop.simulator().payLater(failing);
        assertThat(retrieve(succeeding).getStatus()).isEqualTo("complete");
        assertThat(retrieve(succeeding).getPaymentStatus()).isEqualTo("unpaid");

        shop.simulator().settleLater(succeeding, true);
        shop.simulator().settleLater(failing, false);

        assertThat(retrieve(succeeding).getPaymentStatus()).isEqualTo("paid");
        assertThat(retrieve(failing).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(shop.eventsAbout(succeeding))
                .containsExactly("checkout.session.completed", "checkout.session.async_payment_succeeded");
        assertThat(shop.eventsAbout(failing))
                .containsExactly("checkout.session.completed", "checkout.session.async_payment_failed");
        assertThatThrownBy(() -> shop.simulator().settleLater(failing, true)).isInstanceOf(StripeFailure.class);
    }

    @Test
    void anExpiredSessionCannotBePaid() throws StripeException {
        String id = shop.openSession(500).getId();

        Session expired = shop.stripe().checkout().sessions().expire(id);

        assertThat(expired.getStatus()).isEqualTo("expired");
        assertThat(expired.getUrl()).isNull();
        assertThat(shop.eventsAbout(id)).containsExactly("checkout.session.expired");
        assertThatThrownBy(() -> shop.simulator().pay(id)).isInstanceOf(StripeFailure.class);
        assertThatThrownBy(() -> shop.stripe().checkout().sessions().expire(id))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aSessionLivesForThirtyMinutesToADay() {
        long now = Instant.now().getEpochSecond();
        for (long seconds : new long[] {0, 29 * 60, 25 * 3_600}) {
            assertThatThrownBy(() -> shop.stripe()
                            .checkout()
                            .sessions()
                            .create(Shop.order(500).setExpiresAt(now + seconds).build()))
                    .isInstanceOfSatisfying(
                            InvalidRequestException.class,
                            refused -> assertThat(refused.getParam()).isEqualTo("expires_at"));
        }
    }

    @Test
    void sessionsAreFoundByTheirIntent() throws StripeException {
        shop.paidIntent(500);
        String intent = shop.paidIntent(700);

        var found = shop.stripe()
                .checkout()
                .sessions()
                .list(SessionListParams.builder().setPaymentIntent(intent).build())
                .getData();

        assertThat(found).extracting(Session::getAmountTotal).containsExactly(700L);
        assertThat(shop.simulator().sessions()).hasSize(2);
    }

    @Test
    void aCardIsSavedForTheCustomerWhoseCheckoutAskedForIt() throws StripeException {
        String customer = shop.customer();
        Session open = shop.stripe()
                .checkout()
                .sessions()
                .create(Shop.order(500)
                        .setCustomer(customer)
                        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                .setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION)
                                .build())
                        .build());

        shop.simulator().pay(open.getId());

        assertThat(shop.stripe().customers().paymentMethods().list(customer).getData())
                .hasSize(1);
    }

    @Test
    void anInvoiceIsMadeIfTheCheckoutAskedForIt() throws StripeException {
        Session open = shop.stripe()
                .checkout()
                .sessions()
                .create(Shop.order(500)
                        .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                                .setEnabled(true)
                                .build())
                        .build());

        shop.simulator().pay(open.getId());

        var invoice = retrieve(open.getId(), "invoice").getInvoiceObject();
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getAmountPaid()).isEqualTo(500);
        assertThat(shop.eventsAbout(invoice.getId()))
                .containsExactly("invoice.created", "invoice.finalized", "invoice.paid");
    }
}
