package com.wevion.credits.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody's system that is told of events. */
public final class Receiver implements AutoCloseable {
    /**
     * A delivery as it came.
     *
     * @param atNanos by {@link System#nanoTime}
     */
    public record Received(HttpHeaders headers, String body, long atNanos) {
        public String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String type() {
            return json().path("type").asText();
        }

        /** True if it is signed with this secret, by the library that receivers have. */
        public boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers.map());
                return true;
            } catch (Exception e) { // whichever: it is not
                return false;
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile boolean isSilent;

    private Receiver(int status) {
        this.status = status;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static Receiver answering(int status) {
        return new Receiver(status);
    }

    /** Takes deliveries and says nothing. */
    public static Receiver silent() {
        Receiver receiver = new Receiver(200);
        receiver.isSilent = true;
        return receiver;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body, System.nanoTime()));
        if (isSilent) {
            try {
                silence.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (status / 100 == 3) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** Answers so from now on. */
    public void answers(int other) {
        status = other;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** All that came, also what was refused. */
    public List<Received> received() {
        return received;
    }

    public List<String> types() {
        return received.stream().map(Received::type).toList();
    }

    @Override
    public void close() {
        silence.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
