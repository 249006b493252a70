package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpHandler;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Stripe account of its own on this machine. The application talks to it over HTTP as to Stripe; the tests play the
 * customer, the bank and the weather by the methods here. It forgets everything when it is closed. Thread-safe.
 *
 * <p>Methods that do something throw an unchecked exception with Stripe's words when Stripe would refuse it.
 */
public final class StripeSimulator extends BankCounter implements AutoCloseable {
    private final Weather weather = new Weather();
    private final RequestLog requests = new RequestLog();
    private final Account account;
    private final Business business;
    private final EventDelivery delivery;
    private final Gateway gateway;
    private final SimulatedServer server;
    private final String secretKey;
    private final String webhookSecret;

    /**
     * Prepares one; {@link #start} starts it.
     *
     * @param port of 127.0.0.1; 0 for any free one, which is known after the start
     * @param webhookUrl asked for each delivery; null from it means that there is no webhook
     * @param clock of the service that talks to it, which signatures, expiries and lists go by
     */
    public StripeSimulator(int port, String secretKey, String webhookSecret, Supplier<String> webhookUrl, Clock clock) {
        this.secretKey = secretKey;
        this.webhookSecret = webhookSecret;
        delivery = new EventDelivery(webhookUrl, webhookSecret, clock, weather);
        account = new Account(clock, this::baseUrl, new EventLog(weather::apiVersion, this::deliver));
        business = Business.of(account);
        gateway = new Gateway(business, weather, requests, secretKey);
        Map<String, HttpHandler> handlers = new HashMap<>(business.pages());
        handlers.put("/", gateway);
        server = new SimulatedServer("stripe simulator", port, handlers);
    }

    private void deliver(String eventId, String payload) {
        delivery.deliver(payload, () -> act(() -> account.events().delivered(eventId)));
    }

    /** Listens, and lets sessions expire from now on. */
    public void start() {
        server.start();
        delivery.everySecond(() -> act(business.checkout()::expireThoseOver));
    }

    /** {@code http://127.0.0.1:<port>}, for {@code StripeClient.builder().setApiBase(…)}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    public String secretKey() {
        return secretKey;
    }

    public String webhookSecret() {
        return webhookSecret;
    }

    /** The faults of the network and of Stripe. */
    public Weather weather() {
        return weather;
    }

    /** The application's latest requests, oldest first. */
    public List<SentRequest> requests() {
        return requests.all();
    }

    /** The number of requests that the application has made; {@link #requests} has the latest of them. */
    public long requestsSeen() {
        return requests.seen();
    }

    /** The header {@code Stripe-Signature} for a payload at any time. */
    public String signature(String payload, Instant at) {
        return Signatures.header(payload, at, webhookSecret);
    }

    /** Deliveries of events that are neither done nor given up. */
    public int deliveriesUnderWay() {
        return delivery.underWay();
    }

    @Override
    Business business() {
        return business;
    }

    private void onSession(String id, Consumer<ObjectNode> action) {
        act(() -> action.accept(business.checkout().session(id)));
    }

    private ObjectNode existing(String id) {
        return Objects.requireNonNull(account.find(id), () -> "There is no " + id);
    }

    private JsonNode copy(Supplier<ObjectNode> found) {
        synchronized (account) {
            return found.get().deepCopy();
        }
    }

    /** The customer pays by card. */
    public void pay(String sessionId) {
        onSession(sessionId, business.checkout()::pay);
    }

    /** The customer pays by bank debit: complete, but unpaid until {@link #settleLater}. */
    public void payLater(String sessionId) {
        onSession(sessionId, business.checkout()::payLater);
    }

    /** Ends the bank debit, in success or failure. */
    public void settleLater(String sessionId, boolean succeeds) {
        onSession(sessionId, session -> business.checkout().settle(session, succeeds));
    }

    /** The customer's card is declined; the session stays open. */
    public void fail(String sessionId) {
        onSession(sessionId, business.checkout()::fail);
    }

    /** Ends a session before its time. */
    public void expire(String sessionId) {
        onSession(sessionId, business.checkout()::expire);
    }

    /** A card the customer saved earlier; its id. */
    public String savePaymentMethod(String customerId, PaymentBehaviour behaviour) {
        return idOf(() -> business.payments().savedCard(customerId, behaviour));
    }

    /** The customer pays an open invoice. */
    public void payInvoice(String invoiceId) {
        act(() -> business.invoicing().pay(account.get("invoice", invoiceId)));
    }

    /** The customer's card is declined for an open invoice. */
    public void failInvoice(String invoiceId) {
        act(() -> business.invoicing().fail(account.get("invoice", invoiceId)));
    }

    /** The merchant voids an open invoice. */
    public void voidInvoice(String invoiceId) {
        act(() -> business.invoicing().cancel(account.get("invoice", invoiceId)));
    }

    /** Forges any object, as in {@code change(id, session -> session.put("amount_total", 1))}; no event tells. */
    public void change(String id, Consumer<ObjectNode> change) {
        act(() -> change.accept(existing(id)));
    }

    /** Sends an event of any type about an object as it is now. */
    public void emit(String type, String id) {
        act(() -> account.emit(type, existing(id)));
    }

    /** Ids of the sessions, oldest first. */
    public List<String> sessions() {
        return ids("checkout.session");
    }

    /** Ids of all objects of a kind, as in {@code payment_intent}, oldest first. */
    public List<String> ids(String kind) {
        synchronized (account) {
            List<String> ids = new ArrayList<>();
            account.all(kind).forEach(object -> ids.add(0, object.get("id").textValue()));
            return ids;
        }
    }

    /** A copy. */
    public JsonNode session(String id) {
        return copy(() -> business.checkout().session(id));
    }

    /** A copy of any object but an event. */
    public JsonNode object(String id) {
        return copy(() -> existing(id));
    }

    /** Copies of all events, also of the lost ones, oldest first. */
    public List<JsonNode> events() {
        synchronized (account) {
            return account.events().copies();
        }
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
        delivery.close();
    }
}
