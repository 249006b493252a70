package com.wevion.credits.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The REST API as a client sees it: one caller, plain HTTP, JSON as trees. Thread-safe. */
public final class Api {
    /** An answer; {@code json} is null when the body is not JSON. */
    public record Answer(int status, HttpHeaders headers, String body, JsonNode json) {
        /** A field by its path, as in {@code "credits.available"}; null if it is absent or null. */
        public String text(String path) {
            JsonNode node = json.at("/" + path.replace('.', '/'));
            return node.isMissingNode() || node.isNull() ? null : node.asText();
        }

        /** True if this is the answer to a retry. */
        public boolean replayed() {
            return headers.firstValue("Idempotent-Replayed")
                    .filter("true"::equals)
                    .isPresent();
        }

        /** The problem's name, as in {@code not-found}; null if this is no problem. */
        public String problem() {
            boolean isProblem = headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json");
            return isProblem ? text("type").replace("urn:credits:problem:", "") : null;
        }
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private record Caller(String baseUrl, UUID userId, List<String> roles) {}

    private static final Map<Caller, String> TOKENS = new ConcurrentHashMap<>();

    private final String baseUrl;
    private final String token;
    private final UUID userId;

    private Api(String baseUrl, UUID userId, String token) {
        this.baseUrl = baseUrl;
        this.userId = userId;
        this.token = token;
    }

    /** A caller without a token. */
    public static Api nobody(LocalService service) {
        return new Api(service.baseUrl(), null, null);
    }

    /** A caller with this raw token, whatever it is. */
    public static Api withToken(LocalService service, String token) {
        return new Api(service.baseUrl(), null, token);
    }

    /** A person. */
    public static Api person(LocalService service, UUID userId) {
        return of(service, userId);
    }

    /** A platform administrator. */
    public static Api superAdmin(LocalService service) {
        return superAdmin(service, UUID.fromString("00000000-0000-4000-8000-00000000ad01"));
    }

    /** Another platform administrator. */
    public static Api superAdmin(LocalService service, UUID userId) {
        return of(service, userId, "SUPER_ADMIN");
    }

    /** A service such as the host platform or a worker. */
    public static Api host(LocalService service) {
        return of(service, UUID.fromString("00000000-0000-4000-8000-000000005e01"), "SERVICE");
    }

    /** As {@link #host}, with a token that is issued now, for callers that outlast a token. */
    static Api newHost(LocalService service) {
        UUID userId = UUID.fromString("00000000-0000-4000-8000-000000005e02");
        return new Api(service.baseUrl(), userId, token(service, userId, "SERVICE"));
    }

    private static Api of(LocalService service, UUID userId, String... roles) {
        String token = TOKENS.computeIfAbsent(
                new Caller(service.baseUrl(), userId, List.of(roles)), key -> token(service, userId, roles));
        return new Api(service.baseUrl(), userId, token);
    }

    private static String token(LocalService service, UUID userId, String... roles) {
        Map<String, Object> wanted = Map.of("userId", userId, "name", "Person " + userId, "roles", roles);
        Answer answer = nobody(service).send("POST", "/dev/tokens", wanted);
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(answer.body());
        }
        return answer.text("token");
    }

    /** The same caller at another address of the service, as a load balancer's. */
    public Api through(String address) {
        return new Api(address, userId, token);
    }

    /** The bearer token; null for none. */
    public String token() {
        return token;
    }

    /** The user who calls. */
    public UUID userId() {
        return userId;
    }

    /** GET below {@code /api/v1}. */
    public Answer get(String path, String... headers) {
        return send("GET", "/api/v1" + path, null, headers);
    }

    /** POST below {@code /api/v1} with a new idempotency key. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** POST below {@code /api/v1} with this idempotency key. */
    public Answer post(String path, Object body, String key) {
        return send("POST", "/api/v1" + path, body, "Idempotency-Key", key);
    }

    /** PUT below {@code /api/v1}. */
    public Answer put(String path, Object body) {
        return send("PUT", "/api/v1" + path, body);
    }

    /** PATCH below {@code /api/v1}. */
    public Answer patch(String path, Object body) {
        return send("PATCH", "/api/v1" + path, body);
    }

    /** DELETE below {@code /api/v1}. */
    public Answer delete(String path) {
        return send("DELETE", "/api/v1" + path, null);
    }

    /**
     * Any request to an absolute path.
     *
     * @param body a String or byte[] as it is, anything else as JSON, null for none; sent as JSON unless the headers say
     *     otherwise
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, Object body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .method(method, publisher(body));
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        if (token != null) {
            all.addAll(List.of("Authorization", "Bearer " + token));
        }
        if (body != null && !Arrays.asList(headers).contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), tree(response));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        try {
            if (body == null) {
                return HttpRequest.BodyPublishers.noBody();
            }
            if (body instanceof byte[] bytes) {
                return HttpRequest.BodyPublishers.ofByteArray(bytes);
            }
            return HttpRequest.BodyPublishers.ofString(
                    body instanceof String text ? text : JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode tree(HttpResponse<String> response) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") ? JSON.readTree(response.body()) : null;
    }
}
