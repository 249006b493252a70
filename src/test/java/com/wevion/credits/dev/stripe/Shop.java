package com.wevion.credits.dev.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** A merchant with a simulator of its own, seen by stripe-java and by plain HTTP. */
final class Shop implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Webhooks webhooks;
    private final StripeSimulator simulator;

    Shop() throws IOException {
        webhooks = new Webhooks();
        simulator = new StripeSimulator(0, "sk_test_shop", "whsec_shop", webhooks::url, Clock.systemUTC());
        simulator.start();
    }

    StripeSimulator simulator() {
        return simulator;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    /** stripe-java, which does not retry here. */
    V1Services stripe() {
        return stripeRetrying(0);
    }

    V1Services stripeRetrying(int times) {
        return StripeClient.builder()
                .setApiKey(simulator.secretKey())
                .setApiBase(simulator.baseUrl())
                .setMaxNetworkRetries(times)
                .build()
                .v1();
    }

    static SessionCreateParams.Builder order(long cents) {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl("https://shop.example/done?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.example/cancel")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(cents)
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Starter <credits>")
                                        .build())
                                .build())
                        .build());
    }

    Session openSession(long cents) throws StripeException {
        return stripe().checkout().sessions().create(order(cents).build());
    }

    /** The payment intent of a paid session. */
    String paidIntent(long cents) throws StripeException {
        String session = openSession(cents).getId();
        simulator.pay(session);
        return simulator.session(session).get("payment_intent").textValue();
    }

    String customer() throws StripeException {
        return stripe().customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ada@example.com")
                        .build())
                .getId();
    }

    JsonNode charge(String intent) {
        return simulator.object(simulator.object(intent).get("latest_charge").textValue());
    }

    /** Types of the events about an object, in their order. */
    List<String> eventsAbout(String id) {
        return events(id).map(event -> event.get("type").textValue()).toList();
    }

    Stream<JsonNode> events(String id) {
        return simulator.events().stream()
                .filter(event -> event.at("/data/object/id").textValue().equals(id));
    }

    /** Until every event was delivered or lost. */
    void awaitDeliveries() {
        await().untilAsserted(() -> assertThat(simulator.deliveriesUnderWay()).isZero());
    }

    HttpResponse<String> post(String path, String form, String... headers) {
        return send(builder(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(builder(path, headers).GET());
    }

    private HttpRequest.Builder builder(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
                .header("Authorization", "Bearer " + simulator.secretKey());
        return headers.length == 0 ? request : request.headers(headers);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
        webhooks.close();
    }
}
