package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeWeatherTest {
    private static final String CUSTOMERS = "POST /v1/customers";

    private Shop shop;
    private Weather weather;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
        weather = shop.simulator().weather();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Customer create() throws StripeException {
        return shop.stripe()
                .customers()
                .create(
                        CustomerCreateParams.builder().setName("Ada").build(),
                        RequestOptions.builder().setIdempotencyKey("key-1").build());
    }

    private int customers() {
        return shop.simulator().ids("customer").size();
    }

    private List<String> receivedIds() {
        return shop.webhooks().received().stream()
                .map(received -> received.event().get("id").textValue())
                .toList();
    }

    private void expireSessions(int count) throws StripeException {
        for (int number = 0; number < count; number++) {
            shop.simulator().expire(shop.openSession(500).getId());
        }
    }

    @Test
    void anErrorBeforeLeavesTheKeyUnused() throws StripeException {
        weather.failCalls(1, CUSTOMERS, CallFault.ERROR_BEFORE);
        assertThatThrownBy(this::create).isInstanceOf(ApiException.class);
        assertThat(customers()).isZero();

        assertThat(create().getId()).startsWith("cus_");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void anErrorAfterIsKeptForTheKey() {
        weather.failCalls(1, CUSTOMERS, CallFault.ERROR_AFTER);
        assertThatThrownBy(this::create).isInstanceOf(ApiException.class);
        assertThatThrownBy(this::create).isInstanceOf(ApiException.class);
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aConnectionResetAfterwardsIsHealedByARetryWithTheKey() throws StripeException {
        weather.failCalls(2, CUSTOMERS, CallFault.RESET_AFTER); // two, as the JDK repeats the first by itself
        assertThatThrownBy(this::create).isInstanceOf(ApiConnectionException.class);

        Customer made = create();

        assertThat(shop.simulator().ids("customer")).containsExactly(made.getId());
    }

    @Test
    void aConnectionResetBeforehandHasDoneNothing() {
        weather.failCalls(2, CUSTOMERS, CallFault.RESET_BEFORE);
        assertThatThrownBy(this::create).isInstanceOf(ApiConnectionException.class);
        assertThat(customers()).isZero();
    }

    @Test
    void tooManyRequestsAreRefusedAndForgotten() throws StripeException {
        weather.failCalls(1, "/v1/", CallFault.TOO_MANY_REQUESTS);
        assertThatThrownBy(this::create).isInstanceOf(RateLimitException.class);
        assertThat(create().getId()).startsWith("cus_");
    }

    @Test
    void slowAnswersComeLate() throws StripeException {
        weather.slowCalls(1, CUSTOMERS, Duration.ofMillis(300));
        long began = System.nanoTime();
        create();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void callsElsewhereHaveFairWeather() throws StripeException {
        weather.failCalls(5, "/v1/refunds", CallFault.ERROR_BEFORE);
        weather.failCalls(5, "GET /v1/customers", CallFault.ERROR_BEFORE);
        assertThat(create().getId()).startsWith("cus_");
    }

    @Test
    void eachEventIsDeliveredSeveralTimes() throws StripeException {
        weather.deliverEach(20);
        expireSessions(1);
        shop.awaitDeliveries();
        assertThat(receivedIds()).hasSize(20);
        assertThat(Set.copyOf(receivedIds())).hasSize(1);
    }

    @Test
    void shuffledEventsOvertakeEachOther() throws StripeException {
        weather.shuffleEvents(Duration.ofMillis(400), 7);
        expireSessions(30);
        shop.awaitDeliveries();
        List<String> inOrder = shop.simulator().events().stream()
                .map(event -> event.get("id").textValue())
                .toList();
        assertThat(receivedIds()).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    }

    @Test
    void lostEventsAreStillListed() throws StripeException {
        weather.loseEvents(50, 3);
        expireSessions(40);
        shop.awaitDeliveries();
        assertThat(shop.webhooks().received()).hasSizeBetween(8, 32);
        assertThat(shop.simulator().events()).hasSize(40);
    }

    @Test
    void heldEventsGoOutWhenTheyAreReleased() throws StripeException {
        weather.holdEvents();
        expireSessions(3);
        assertThat(shop.simulator().deliveriesUnderWay()).isEqualTo(3);
        assertThat(shop.webhooks().received()).isEmpty();

        weather.releaseEvents();

        await().untilAsserted(() -> assertThat(shop.webhooks().received()).hasSize(3));
    }

    @Test
    void delayedEventsAndOtherVersionsArrive() throws StripeException {
        weather.delayEvents(Duration.ofMillis(200));
        weather.eventsOfVersion("2024-06-20");
        expireSessions(1);
        assertThat(shop.webhooks().received()).isEmpty();
        shop.awaitDeliveries();
        assertThat(shop.webhooks().received().get(0).event().get("api_version").textValue())
                .isEqualTo("2024-06-20");
    }
}
