package com.wevion.credits.dev;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A team to try the service with, made through the same API everybody uses, and tokens for three of its people. */
final class DemoTeam {
    private static final String TEAM = "01900000-0000-7000-8000-000000000001";
    private static final String OWNER = "01900000-0000-7000-8000-000000000010";
    private static final String BUYER = "01900000-0000-7000-8000-000000000011";
    private static final String SUPER_ADMIN = "01900000-0000-7000-8000-000000000012";
    private static final String PLATFORM = "01900000-0000-7000-8000-000000000013";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;

    DemoTeam(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** Makes the team if it is not there and says how to use it; without the development issuer it says only that. */
    String howToTry() {
        try {
            String service = token(PLATFORM, "Platform", "SERVICE");
            put(
                    service,
                    "",
                    Map.of(
                            "name",
                            "Demo",
                            "plan",
                            "PRO",
                            "ownerId",
                            OWNER,
                            "features",
                            List.of("AI_CHAT", "CREATIVE_HUB")));
            put(service, "/members/" + OWNER, Map.of("role", "OWNER", "displayName", "Olga Owner"));
            put(service, "/members/" + BUYER, Map.of("role", "MEDIA_BUYER", "displayName", "Ben Buyer"));
            return text(
                    token(OWNER, "Olga Owner"),
                    token(BUYER, "Ben Buyer"),
                    token(SUPER_ADMIN, "Sue Admin", "SUPER_ADMIN"));
        } catch (IOException | StartFailure e) {
            return "No demo team: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    private String text(String owner, String buyer, String superAdmin) {
        String team = baseUrl + "/api/v1/teams/" + TEAM;
        return """

                OWNER=%s

                BUYER=%s

                SUPER_ADMIN=%s

                Try it (set the three variables in a shell first):

                curl -H "Authorization: Bearer $SUPER_ADMIN" -H 'Idempotency-Key: first' -H 'Content-Type: application/json' \
                -d '{"account":"CREDITS","amount":"5000","reason":"welcome"}' %s/adjustments
                curl -H "Authorization: Bearer $BUYER" -H 'Idempotency-Key: video-1' -H 'Content-Type: application/json' \
                -d '{"service":"VIDEO","engine":"KLING_2_6","seconds":10}' %s/jobs
                curl -H "Authorization: Bearer $OWNER" %s/balance

                Buy credits in a browser:

                %s/purchase.html?team=%s#token=%s

                Reconcile usage with providers' invoices in a browser:

                %s/reconciliation.html#token=%s
                """.formatted(owner, buyer, superAdmin, team, team, team, baseUrl, TEAM, owner, baseUrl, superAdmin);
    }

    private String token(String userId, String name, String... roles) throws IOException, InterruptedException {
        Map<String, Object> person = Map.of("userId", userId, "name", name, "roles", List.of(roles));
        HttpResponse<String> answer =
                http.send(request("/dev/tokens").POST(body(person)).build(), HttpResponse.BodyHandlers.ofString());
        return json.readTree(checked(answer)).path("token").asText();
    }

    private void put(String token, String path, Map<String, Object> content) throws IOException, InterruptedException {
        HttpRequest request = request("/api/v1/teams/" + TEAM + path)
                .header("Authorization", "Bearer " + token)
                .PUT(body(content))
                .build();
        checked(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Content-Type", "application/json");
    }

    private HttpRequest.BodyPublisher body(Object content) throws JsonProcessingException {
        return HttpRequest.BodyPublishers.ofString(json.writeValueAsString(content));
    }

    private static String checked(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new StartFailure(answer.request().method() + " " + answer.uri() + " answered " + answer.statusCode()
                    + " " + answer.body());
        }
        return answer.body();
    }
}
