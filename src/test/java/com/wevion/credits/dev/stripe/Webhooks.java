package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives events in the place of the application. */
final class Webhooks implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A delivery that was answered 2xx. */
    record Received(String payload, String signature) {
        JsonNode event() {
            try {
                return JSON.readTree(payload);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        String type() {
            return event().get("type").textValue();
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int refusals;
    private volatile int refused;

    Webhooks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhook", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean refuse = refused < refusals;
            if (refuse) {
                refused = refused + 1; // by the one thread of the server
            } else {
                received.add(new Received(payload, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            }
            exchange.sendResponseHeaders(refuse ? 503 : 200, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhook";
    }

    /** Answers the next ones 503. */
    void refuse(int times) {
        refused = 0;
        refusals = times;
    }

    int refused() {
        return refused;
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
