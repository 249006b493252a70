package com.wevion.credits.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The endpoint of an issuer's keys, on this machine; it can fail in each way that such an endpoint has. */
final class KeyEndpoint implements AutoCloseable {
    /** The health of the endpoint. */
    enum State {
        WELL,
        /** It says nothing at all. */
        HANGS,
        HANGS_IN_THE_BODY,
        /** It answers right, but late. */
        SLOW,
        /** It answers byte by byte, without an end. */
        DRIPS,
        FAILS,
        /** It shows a page for people, as a proxy in front of it does. */
        SHOWS_A_PAGE,
        ANSWERS_GARBAGE,
        ANSWERS_NOTHING,
        /** It has a set, with no key in it. */
        HAS_NO_KEYS,
        ANSWERS_TOO_MUCH,
        REDIRECTS,
        BREAKS_OFF,
        /** Nobody listens. */
        IS_DOWN
    }

    /** For which it hangs. */
    static final int HANGS_SECONDS = 10;

    private static final int LATE_MILLIS = 700;
    private static final int DRIP_MILLIS = 50;
    /** More than the operating system takes for somebody who does not read. */
    private static final int TOO_MUCH_BYTES = 50_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger followed = new AtomicInteger();
    private final AtomicInteger leftAlone = new AtomicInteger();
    private volatile List<JWK> keys = List.of();
    private volatile State state = State.WELL;
    private volatile CountDownLatch changed = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    KeyEndpoint(JWK... has) {
        keys = List.of(has);
        open();
    }

    private void open() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/keys", this::answer);
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            send(exchange, 200, json());
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/keys");
    }

    /** From now on these are its keys. */
    void publish(JWK... has) {
        keys = List.of(has);
    }

    /** From now on it is like that; who hangs is let go. */
    synchronized void becomes(State other) {
        boolean wasDown = state == State.IS_DOWN;
        state = other;
        changed.countDown();
        changed = new CountDownLatch(1);
        if (other == State.IS_DOWN && !wasDown) {
            server.stop(0);
        } else if (other != State.IS_DOWN && wasDown) {
            open();
        }
    }

    /** The number of requests. */
    int asked() {
        return asked.get();
    }

    /** The number of requests to the address it redirects to. */
    int followed() {
        return followed.get();
    }

    /** The number of clients that left while it answered. */
    int leftAlone() {
        return leftAlone.get();
    }

    private String json() {
        return new JWKSet(keys).toString();
    }

    private void answer(HttpExchange exchange) {
        CountDownLatch other = changed;
        asked.incrementAndGet();
        try (exchange) {
            answer(exchange, other);
        } catch (IOException e) {
            leftAlone.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, CountDownLatch other) throws IOException, InterruptedException {
        switch (state) {
            case WELL -> send(exchange, 200, json());
            case HANGS -> other.await(HANGS_SECONDS, TimeUnit.SECONDS);
            case HANGS_IN_THE_BODY -> {
                begin(exchange).write(json().substring(0, 10).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                other.await(HANGS_SECONDS, TimeUnit.SECONDS);
            }
            case SLOW -> {
                other.await(LATE_MILLIS, TimeUnit.MILLISECONDS);
                send(exchange, 200, json());
            }
            case DRIPS -> drip(begin(exchange), other);
            case FAILS -> send(exchange, 500, json());
            case SHOWS_A_PAGE -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                send(exchange, 200, "<!doctype html><title>Maintenance</title>");
            }
            case ANSWERS_GARBAGE -> send(exchange, 200, "{\"keys\":[{\"kty\":");
            case ANSWERS_NOTHING -> send(exchange, 200, "");
            case HAS_NO_KEYS -> send(exchange, 200, "{\"keys\":[]}");
            case ANSWERS_TOO_MUCH -> begin(exchange).write(new byte[TOO_MUCH_BYTES]);
            case REDIRECTS -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                send(exchange, 302, "");
            }
            default -> exchange.close(); // BREAKS_OFF, or it is just going down
        }
    }

    private static void drip(OutputStream body, CountDownLatch other) throws IOException, InterruptedException {
        while (!other.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
            body.write(' ');
            body.flush();
        }
    }

    private static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        changed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
