package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.StripeCollection;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StripeEventsTest {
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private List<String> types() {
        return shop.simulator().events().stream()
                .map(event -> event.get("type").textValue())
                .toList();
    }

    @Test
    void aPaymentIsToldBySignedEvents() throws StripeException {
        String id = shop.openSession(500).getId();
        shop.simulator().pay(id);
        await().untilAsserted(() -> assertThat(shop.webhooks().types())
                .containsExactlyInAnyOrder(
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "charge.updated",
                        "checkout.session.completed"));
        Webhooks.Received completed = shop.webhooks().received().stream()
                .filter(one -> one.type().equals("checkout.session.completed"))
                .findFirst()
                .orElseThrow();

        Event event = Webhook.constructEvent(
                completed.payload(), completed.signature(), shop.simulator().webhookSecret());

        assertThat(event.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        Session session =
                (Session) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(session.getId()).isEqualTo(id);
        assertThat(session.getPaymentStatus()).isEqualTo("paid");
        assertThatThrownBy(() -> Webhook.constructEvent(completed.payload(), completed.signature(), "whsec_other"))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void aSignatureCanBeMadeForAnyTime() throws StripeException {
        String payload = "{\"id\":\"evt_1\",\"object\":\"event\"}";
        String secret = shop.simulator().webhookSecret();
        String fresh = shop.simulator().signature(payload, Instant.now());
        String stale = shop.simulator().signature(payload, Instant.now().minusSeconds(302));

        assertThat(Webhook.constructEvent(payload, fresh, secret).getId()).isEqualTo("evt_1");
        assertThatThrownBy(() -> Webhook.constructEvent(payload, stale, secret))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void eventsSurviveARestartOfTheApplication() throws StripeException {
        shop.webhooks().refuse(6);
        shop.simulator().expire(shop.openSession(500).getId());
        shop.simulator().expire(shop.openSession(500).getId());

        shop.awaitDeliveries();

        assertThat(shop.webhooks().refused()).isEqualTo(6);
        assertThat(shop.webhooks().types()).containsExactly("checkout.session.expired", "checkout.session.expired");
        await().untilAsserted(() -> assertThat(shop.simulator().events())
                .allMatch(event -> event.get("pending_webhooks").intValue() == 0));
    }

    @Test
    void eventsAreListedNewestFirstAndPageByPage() throws StripeException {
        shop.simulator().weather().loseEvents(100, 1);
        for (int number = 0; number < 5; number++) {
            shop.paidIntent(500 + number);
        }
        List<String> all = new ArrayList<>();
        EventListParams.Builder parameters = EventListParams.builder()
                .setCreated(EventListParams.Created.builder()
                        .setGte(Instant.now().minus(Duration.ofDays(3)).getEpochSecond())
                        .build())
                .addType("checkout.session.completed")
                .addType("payment_intent.succeeded")
                .setLimit(4L);

        StripeCollection<Event> page = shop.stripe().events().list(parameters.build());
        all.addAll(page.getData().stream().map(Event::getId).toList());
        while (page.getHasMore()) {
            page = shop.stripe()
                    .events()
                    .list(parameters.setStartingAfter(all.get(all.size() - 1)).build());
            all.addAll(page.getData().stream().map(Event::getId).toList());
        }

        assertThat(all).hasSize(10).doesNotHaveDuplicates();
        assertThat(shop.stripe().events().retrieve(all.get(0)).getType()).isEqualTo("checkout.session.completed");
        assertThat(shop.webhooks().received()).isEmpty();
    }

    @Test
    void theEventsAfterAKnownOneAreFound() throws StripeException {
        shop.simulator().expire(shop.openSession(500).getId());
        String known = shop.stripe().events().list().getData().get(0).getId();
        shop.simulator().expire(shop.openSession(500).getId());
        shop.simulator().expire(shop.openSession(500).getId());

        StripeCollection<Event> newer = shop.stripe()
                .events()
                .list(EventListParams.builder()
                        .setEndingBefore(known)
                        .setLimit(1L)
                        .build());

        assertThat(newer.getHasMore()).isTrue();
        assertThat(newer.getData())
                .extracting(Event::getId)
                .containsExactly(shop.simulator().events().get(1).get("id").textValue());
    }

    @Test
    void anEventNamesTheRequestThatCausedIt() {
        shop.post("/v1/customers", "name=Ada", "Idempotency-Key", "key-1");

        assertThat(types()).containsExactly("customer.created");
        assertThat(shop.simulator()
                        .events()
                        .get(0)
                        .at("/request/idempotency_key")
                        .textValue())
                .isEqualTo("key-1");
    }

    @Test
    void objectsAndEventsCanBeForged() throws StripeException {
        String id = shop.openSession(500).getId();
        shop.simulator().change(id, session -> session.put("livemode", true).put("amount_total", 1));

        shop.simulator().emit("checkout.session.async_payment_succeeded", id);

        assertThat(types()).containsExactly("checkout.session.async_payment_succeeded");
        assertThat(shop.simulator().events().get(0).get("livemode").booleanValue())
                .isTrue();
    }
}
