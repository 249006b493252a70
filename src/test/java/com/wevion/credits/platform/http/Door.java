package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Sends each method of the API a request that is right as far as the caller's permissions are decided. */
final class Door {
    /** @param detail of the problem; empty if it is none */
    record Answer(int status, String detail, Action action) {
        /** True if the caller may do it, whatever came of it; pages' sessions answer 403 to all but pages. */
        boolean isAdmitted() {
            return action.reach() == Reach.PUBLIC ? status != 401 : status != 401 && status != 403;
        }
    }

    /** Bodies that count: spending and buying is decided after they are read. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /teams/{teamId}/jobs", "{\"service\":\"IMAGE\",\"engine\":\"FLUX_2_PRO\",\"variants\":1}",
            "POST /teams/{teamId}/chat/messages", "{\"estimatedInputTokens\":1,\"maxOutputTokens\":1}",
            "POST /teams/{teamId}/purchases", "{\"package\":\"STARTER\"}");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalService service;

    Door(LocalService service) {
        this.service = service;
    }

    Api nobody() {
        return Api.nobody(service);
    }

    Answer knock(ResourceMethod method, UUID team, Api caller) {
        String path = method.route()
                .substring(method.verb().length() + 1)
                .replace("{teamId}", team.toString())
                .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept", method.media().isEmpty() ? "*/*" : String.join(", ", method.media()))
                .method(method.verb(), body(method));
        if (method.readsBody()) {
            request.header("Content-Type", method.contentType());
        }
        if (caller.token() != null) {
            request.header("Authorization", "Bearer " + caller.token());
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) { // of a stream of events there is no end
                boolean isProblem = answer.statusCode() >= 400;
                String detail = isProblem ? JSON.readTree(body).path("detail").asText() : "";
                return new Answer(answer.statusCode(), detail, method.action().orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher body(ResourceMethod method) {
        return method.readsBody()
                ? HttpRequest.BodyPublishers.ofString(BODIES.getOrDefault(method.route(), "{}"))
                : HttpRequest.BodyPublishers.noBody();
    }
}
