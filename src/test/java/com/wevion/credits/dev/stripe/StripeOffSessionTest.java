package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodListParams;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeOffSessionTest {
    private Shop shop;
    private String customer;

    @BeforeEach
    void open() throws IOException, StripeException {
        shop = new Shop();
        customer = shop.customer();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private PaymentIntent charge(String paymentMethod) throws StripeException {
        return shop.stripe()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(2_000L)
                        .setCurrency("usd")
                        .setCustomer(customer)
                        .setPaymentMethod(paymentMethod)
                        .setOffSession(true)
                        .setConfirm(true)
                        .setDescription("Automatic top-up")
                        .putMetadata("team", "t1")
                        .addExpand("latest_charge")
                        .build());
    }

    @Test
    void aSavedCardPays() throws StripeException {
        PaymentIntent paid = charge(shop.simulator().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS));

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(paid.getAmountReceived()).isEqualTo(2_000);
        assertThat(paid.getLatestChargeObject().getMetadata()).isEqualTo(Map.of("team", "t1"));
        assertThat(paid.getLatestChargeObject().getCustomer()).isEqualTo(customer);
    }

    @Test
    void aDeclinedCardIsACardErrorWithTheIntent() {
        String card = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.DECLINED);

        assertThatThrownBy(() -> charge(card)).isInstanceOfSatisfying(CardException.class, declined -> {
            assertThat(declined.getCode()).isEqualTo("card_declined");
            assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
            PaymentIntent intent = declined.getStripeError().getPaymentIntent();
            assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
            assertThat(intent.getLastPaymentError().getCode()).isEqualTo("card_declined");
            assertThat(shop.eventsAbout(intent.getId()))
                    .containsExactly("payment_intent.created", "payment_intent.payment_failed");
        });
    }

    @Test
    void aBankMayWantToSeeTheCustomer() {
        String card = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.AUTHENTICATION_REQUIRED);

        assertThatThrownBy(() -> charge(card)).isInstanceOfSatisfying(CardException.class, refused -> {
            assertThat(refused.getCode()).isEqualTo("authentication_required");
            assertThat(refused.getStripeError().getPaymentIntent().getStatus()).isEqualTo("requires_payment_method");
            assertThat(refused.getStripeError().getPaymentMethod().getId()).isEqualTo(card);
        });
    }

    @Test
    void nobodyPaysByTheCardOfAnother() throws StripeException {
        String foreign = shop.simulator().savePaymentMethod(shop.customer(), PaymentBehaviour.SUCCEEDS);
        assertThatThrownBy(() -> charge(foreign)).isInstanceOf(InvalidRequestException.class);
        assertThat(shop.simulator().ids("payment_intent")).isEmpty();
    }

    @Test
    void theDefaultCardOfACustomerIsKept() throws StripeException {
        String card = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.SUCCEEDS);

        Customer updated = shop.stripe()
                .customers()
                .update(
                        customer,
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(card)
                                        .build())
                                .build());

        assertThat(updated.getInvoiceSettings().getDefaultPaymentMethod()).isEqualTo(card);
        assertThat(shop.stripe()
                        .paymentMethods()
                        .list(PaymentMethodListParams.builder()
                                .setCustomer(customer)
                                .build())
                        .getData())
                .extracting(PaymentMethod::getId)
                .containsExactly(card);
    }
}
