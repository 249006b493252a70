package com.wevion.credits.dev.stripe;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The API under {@code /v1}: weather, key, idempotency, then the endpoint. */
final class Gateway implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
    private static final int LARGEST_BODY_BYTES = 1_000_000;

    private final IdempotentAnswers idempotent = new IdempotentAnswers();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Account account;
    private final List<Endpoint> endpoints;
    private final Expansion expansion;
    private final Weather weather;
    private final RequestLog requests;
    private final String secretKey;

    /** A request that has been read. */
    private record Request(
            String id, String method, String path, FormParameters parameters, Headers headers, String idempotencyKey) {
        String fingerprint() {
            return method + " " + path + " " + parameters.all();
        }

        boolean isPost() {
            return method.equals("POST");
        }
    }

    Gateway(Business business, Weather weather, RequestLog requests, String secretKey) {
        this.account = business.account();
        this.endpoints = business.endpoints();
        this.expansion = new Expansion(account, business.checkout(), business.invoicing());
        this.weather = weather;
        this.requests = requests;
        this.secretKey = secretKey;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) { // closed before it was answered, it is a connection that ends without an answer
            StripeAnswer answer = answer(exchange);
            if (answer != null) {
                send(exchange, answer);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The Stripe simulator failed", e); // the server would say nothing
            throw e;
        }
    }

    private static void send(HttpExchange exchange, StripeAnswer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        for (String echoed : List.of("Stripe-Version", "Idempotency-Key")) {
            String value = exchange.getRequestHeaders().getFirst(echoed);
            if (value != null) {
                headers.set(echoed, value);
            }
        }
        if (answer.replayed()) {
            headers.set("Idempotent-Replayed", "true");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Null if the connection is to end without an answer. */
    private StripeAnswer answer(HttpExchange exchange) throws IOException {
        try {
            Request request = read(exchange);
            requests.add(new SentRequest(
                    request.method,
                    request.path,
                    request.parameters.all(),
                    request.headers.getFirst("Stripe-Version"),
                    request.idempotencyKey));
            authorize(request);
            Weather.OneCall call = weather.nextCall(request.method, request.path);
            StripeAnswer answer = call.fault() != null && call.fault().isBefore()
                    ? refusal(call.fault()).answer()
                    : once(request, call);
            if (call.fault() == CallFault.CONFLICT_AFTER) {
                return StripeFailure.keyInUse().answer();
            }
            return call.fault() != null && call.fault().isReset() ? null : answer;
        } catch (StripeFailure e) {
            return e.answer();
        }
    }

    private static StripeFailure refusal(CallFault fault) {
        return switch (fault) {
            case TOO_MANY_REQUESTS -> StripeFailure.tooManyRequests();
            case CONFLICT_BEFORE -> StripeFailure.keyInUse();
            default -> StripeFailure.internal();
        };
    }

    private static Request read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            throw StripeFailure.bodyTooLarge();
        }
        String method = exchange.getRequestMethod();
        String parameters = method.equals("POST")
                ? new String(body, StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery();
        Headers headers = exchange.getRequestHeaders();
        String id = StripeObjects.id("req_");
        exchange.getResponseHeaders().set("Request-Id", id);
        return new Request(
                id,
                method,
                exchange.getRequestURI().getPath(),
                FormParameters.parse(parameters),
                headers,
                headers.getFirst("Idempotency-Key"));
    }

    private void authorize(Request request) {
        String given = request.headers.getFirst("Authorization");
        if (!("Bearer " + secretKey).equals(given)) {
            throw StripeFailure.unauthorized(given != null);
        }
    }

    private StripeAnswer once(Request request, Weather.OneCall call) {
        Endpoint endpoint = endpoints.stream()
                .filter(one -> one.matches(request.method, request.path))
                .findFirst()
                .orElseThrow(() -> StripeFailure.unknownPath(request.method, request.path));
        String key = request.isPost() ? request.idempotencyKey : null;
        return idempotent.once(key, request.fingerprint(), () -> execute(endpoint, request, call));
    }

    private StripeAnswer execute(Endpoint endpoint, Request request, Weather.OneCall call) {
        pause(call.pause());
        synchronized (account) {
            account.events().causedBy(request.id, request.idempotencyKey);
            try {
                List<String> expand = request.parameters.list("expand");
                endpoint.check(request.parameters);
                Expansion.check(expand);
                var object = endpoint.answer(request.path, request.parameters);
                var expanded = expansion.expanded(object, expand);
                return call.fault() == CallFault.ERROR_AFTER
                        ? StripeFailure.internal().answer()
                        : new StripeAnswer(200, expanded.toPrettyString(), false);
            } catch (StripeFailure e) {
                return e.answer();
            } catch (ArithmeticException e) {
                return StripeFailure.invalid("parameter_invalid_integer", "Too large.", null)
                        .answer();
            } finally {
                account.events().causedByNobody();
            }
        }
    }

    private void pause(Duration pause) {
        try {
            if (!pause.isZero() && closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw StripeFailure.internal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StripeFailure.internal();
        }
    }

    /** Ends all pauses. */
    void close() {
        closing.countDown();
    }
}
