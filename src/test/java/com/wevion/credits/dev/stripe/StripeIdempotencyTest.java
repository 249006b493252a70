package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.RefundCreateParams;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeIdempotencyTest {
    private static final String[] KEY = {"Idempotency-Key", "key-1"};

    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Refund refund(String intent, long cents) throws StripeException {
        return shop.stripe()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .setAmount(cents)
                                .build(),
                        RequestOptions.builder().setIdempotencyKey("key-1").build());
    }

    @Test
    void theSameRequestGetsTheFirstAnswer() throws StripeException {
        String intent = shop.paidIntent(1_000);
        Refund first = refund(intent, 400);
        Refund second = refund(intent, 400);

        assertThat(second.getId()).isEqualTo(first.getId());
        assertThat(second.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(first.getLastResponse().headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
        assertThat(shop.charge(intent).get("amount_refunded").longValue()).isEqualTo(400);
    }

    @Test
    void aKeyBelongsToOnePathAndOneSetOfParameters() throws StripeException {
        String intent = shop.paidIntent(1_000);
        refund(intent, 400);

        assertThatThrownBy(() -> refund(intent, 500)).isInstanceOf(IdempotencyException.class);
        HttpResponse<String> elsewhere = shop.post("/v1/customers", "email=a@example.com", KEY);
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(Shop.json(elsewhere).at("/error/type").textValue()).isEqualTo("idempotency_error");
        assertThat(shop.charge(intent).get("amount_refunded").longValue()).isEqualTo(400);
    }

    @Test
    void aRequestThatWasInvalidDoesNotUseItsKeyUp() {
        assertThat(shop.post("/v1/customers", "emial=a@example.com", KEY).statusCode())
                .isEqualTo(400);

        HttpResponse<String> corrected = shop.post("/v1/customers", "email=a@example.com", KEY);

        assertThat(corrected.statusCode()).isEqualTo(200);
        assertThat(corrected.headers().firstValue("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void aRefusedCardIsRefusedAgainByTheSameKey() throws StripeException {
        String customer = shop.customer();
        String card = shop.simulator().savePaymentMethod(customer, PaymentBehaviour.DECLINED);
        String payment = "amount=500&currency=usd&confirm=true&off_session=true&customer=" + customer
                + "&payment_method=" + card;

        HttpResponse<String> first = shop.post("/v1/payment_intents", payment, KEY);
        HttpResponse<String> second = shop.post("/v1/payment_intents", payment, KEY);

        assertThat(first.statusCode()).isEqualTo(402);
        assertThat(second.statusCode()).isEqualTo(402);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(shop.simulator().ids("payment_intent")).hasSize(1);
    }

    @Test
    void whileTheFirstRequestRunsTheSameKeyIsRefused() {
        shop.simulator().weather().slowCalls(1, "POST /v1/customers", Duration.ofSeconds(1));
        CompletableFuture<HttpResponse<String>> first =
                CompletableFuture.supplyAsync(() -> shop.post("/v1/customers", "name=Ada", KEY));
        await().until(() -> !shop.simulator().requests().isEmpty());

        HttpResponse<String> second = shop.post("/v1/customers", "name=Ada", KEY);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(shop.post("/v1/customers", "name=Ada", KEY).body())
                .isEqualTo(first.join().body());
    }

    @Test
    void manyAtOnceMakeOneThing() {
        List<CompletableFuture<HttpResponse<String>>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> shop.post("/v1/customers", "name=Ada", KEY)))
                .limit(40)
                .toList();

        assertThat(all.stream().map(one -> one.join().statusCode()))
                .contains(200)
                .isSubsetOf(200, 409);
        assertThat(shop.simulator().ids("customer")).hasSize(1);
    }
}
