package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StripeExpiryTest {
    private static final String ORDER = "mode=payment&success_url=https://shop.example"
            + "&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=500"
            + "&line_items[0][price_data][product_data][name]=Starter&line_items[0][quantity]=2";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-02-28T23:50:00Z"));

    @Test
    void sessionsExpireByThemselvesWhenTheirTimeIsOver() {
        try (StripeSimulator simulator = new StripeSimulator(0, "sk", "whsec", () -> null, clock)) {
            simulator.start();
            String url = simulator.baseUrl() + "/v1/checkout/sessions";
            JsonNode made = Shop.json(Shop.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(url))
                    .header("Authorization", "Bearer sk")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(ORDER))));
            String id = made.get("id").textValue();
            assertThat(made.get("amount_total").longValue()).isEqualTo(1_000);

            clock.set(Instant.ofEpochSecond(made.get("expires_at").longValue() - 1));
            assertThat(simulator.session(id).get("status").textValue()).isEqualTo("open");
            clock.advance(Duration.ofSeconds(1));

            // nobody asks for the session: the simulator finds it out alone
            await().untilAsserted(() -> assertThat(simulator.events())
                    .extracting(event -> event.get("type").textValue())
                    .containsExactly("checkout.session.expired"));
            assertThat(simulator.session(id).get("status").textValue()).isEqualTo("expired");
        }
    }
}
