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
import java.util.stream.Stream;

/** A team to try the service with, made through the same API everybody uses, and tokens for three people. */
final class DemoTeam {
    private static final String TEAM = "01900000-0000-7000-8000-000000000001";
    private static final String PLATFORM = "01900000-0000-7000-8000-000000000013";
    private static final int PARTS = 3;
    private static final int NOT_FOUND = 404;

    /** Somebody of the setting {@code credits.dev.people}; the role is one in the team or SUPER_ADMIN. */
    private record Person(String userId, String name, String role) {
        boolean isMember() {
            return !role.equals("SUPER_ADMIN");
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final List<Person> people;

    DemoTeam(String baseUrl, String people) {
        this.baseUrl = baseUrl;
        this.people = Stream.of(people.split(";"))
                .map(person -> person.split(":", PARTS))
                .map(parts -> new Person(parts[0], parts[1], parts[2]))
                .toList();
    }

    /** Makes the team if it is not there, else leaves it as people have changed it, and says how to use it (D24); without the development issuer it says only that. */
    String howToTry() {
        try {
            String service = token(PLATFORM, "Platform", "SERVICE");
            if (!isThere(service)) {
                make(service);
            }
            return text(token("OWNER"), token("MEDIA_BUYER"), token("SUPER_ADMIN"));
        } catch (IOException | StartFailure e) {
            return "No demo team: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted", e);
        }
    }

    private boolean isThere(String token) throws IOException, InterruptedException {
        HttpRequest request = team(token, "/settings").build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != NOT_FOUND) {
            checked(answer);
        }
        return answer.statusCode() != NOT_FOUND;
    }

    private void make(String token) throws IOException, InterruptedException {
        put(token, "", description());
        for (Person person : people) {
            if (person.isMember()) {
                put(token, "/members/" + person.userId(), Map.of("role", person.role(), "displayName", person.name()));
            }
        }
    }

    private Map<String, Object> description() {
        return Map.of(
                "name",
                "Demo",
                "plan",
                "PRO",
                "ownerId",
                withRole("OWNER").userId(),
                "ownerName",
                withRole("OWNER").name(),
                "features",
                List.of("AI_CHAT", "CREATIVE_HUB"));
    }

    private Person withRole(String role) {
        return people.stream()
                .filter(person -> person.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new StartFailure("credits.dev.people has nobody with the role " + role));
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

                Or in a browser, which asks who you want to be: %s/playground.html
                """.formatted(owner, buyer, superAdmin, team, team, team, baseUrl);
    }

    private String token(String role) throws IOException, InterruptedException {
        Person person = withRole(role);
        return person.isMember() ? token(person.userId(), person.name()) : token(person.userId(), person.name(), role);
    }

    private String token(String userId, String name, String... roles) throws IOException, InterruptedException {
        Map<String, Object> person = Map.of("userId", userId, "name", name, "roles", List.of(roles));
        HttpResponse<String> answer =
                http.send(request("/dev/tokens").POST(body(person)).build(), HttpResponse.BodyHandlers.ofString());
        return json.readTree(checked(answer)).path("token").asText();
    }

    private void put(String token, String path, Map<String, Object> content) throws IOException, InterruptedException {
        HttpRequest request = team(token, path).PUT(body(content)).build();
        checked(http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder team(String token, String path) {
        return request("/api/v1/teams/" + TEAM + path).header("Authorization", "Bearer " + token);
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
