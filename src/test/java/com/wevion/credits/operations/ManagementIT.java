package com.wevion.credits.operations;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port: what it says, and that it says nothing else. */
@WithService
class ManagementIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:]\\w*(?:\\{.*})?) (\\S+)$");

    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (credits_\\w+) ");

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalService service;

    ManagementIT(LocalService service) {
        this.service = service;
    }

    @Test
    void saysWhetherTheServiceIsReadyAndWhatWaits() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        JsonNode report = new ObjectMapper().readTree(answer.body());
        report.path("checks").forEach(check -> names.add(check.path("name").asText()));
        assertThat(report.path("status").asText()).isEqualTo("UP");
        assertThat(names)
                .contains("database", "broker", "clock", "listener", "stopping", "waiting", "issuers", "ledger-audit");
        assertThat(answer.body())
                .contains("outboxOldestSeconds", "newBreaks", "refusedImports", "\"nightly\"", "nightlyRunAt");
    }

    @Test
    void saysTheSameAtThePortOfTheApi() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(service.baseUrl() + "/health/ready"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("{\"name\":\"stopping\",\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/catalog", "/openapi", "/playground.html", "/health/other", "/dev/tokens"})
    void servesNothingElse(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void takesNothing() throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(service.managementUrl() + "/health/ready"))
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void answersWhileEveryRequestThreadIsTaken() throws IOException, InterruptedException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int number = 0; number < 10; number++) {
                Socket socket = new Socket("127.0.0.1", service.settings().number("credits.management.port"));
                socket.getOutputStream().write("GET /health/live HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            await().atMost(PATIENCE).until(() -> get("/health/live").statusCode() == 200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void measuresInTheUnitsItsNamesSay() throws IOException, InterruptedException {
        TestTeam.withCredits(service, "10");

        String metrics = get("/metrics").body();

        assertThat(value(metrics, "credits_ledger_database_seconds_count")).isPositive();
        assertThat(value(metrics, "credits_ledger_database_seconds_max")).isBetween(0.0, 60.0);
        assertThat(value(metrics, "credits_ledger_database_seconds_bucket{le=\"5.0\"}"))
                .isPositive();
        assertThat(value(metrics, "credits_ledger_waiting_seconds_sum")).isBetween(0.0, 600.0);
        assertThat(value(metrics, "credits_ledger_batch_size_sum")).isPositive();
        assertThat(value(metrics, "credits_ledger_queue_length")).isZero();
        // Before the first audit it is -1.
        assertThat(value(metrics, "credits_audit_violations")).isBetween(-1.0, 0.0);
        assertThat(value(metrics, "credits_waiting{queue=\"outbox\"}")).isNotNegative();
        assertThat(value(metrics, "credits_waiting{queue=\"breaks\"}")).isNotNegative();
        assertThat(value(metrics, "credits_waiting{queue=\"refused-imports\"}")).isNotNegative();
        for (String state : List.of("MISSING", "LATE", "STOPPED", "FAILED", "COMPLETED_WITH_FAILURES")) {
            assertThat(value(metrics, "credits_reconciliation_nightly_trouble{state=\"" + state + "\"}"))
                    .isZero();
        }
        assertThat(value(metrics, "credits_waiting_oldest_seconds{queue=\"dead-letters\"}"))
                .isNotNegative();
    }

    @Test
    void measuresRequestsByTheirRouteAndProblemsByTheirType() throws IOException, InterruptedException {
        TestTeam team = TestTeam.withCredits(service, "10");
        String before = get("/metrics").body();

        team.owner().get(team.path("/balance"));
        Api.nobody(service).get(team.path("/balance"));
        team.owner().get("/no/such/thing");

        String metrics = get("/metrics").body();
        assertThat(value(metrics, requests("/teams/{teamId}/balance", 200))).isPositive();
        assertThat(value(metrics, requests("/teams/{teamId}/balance", 401))).isPositive();
        assertThat(value(metrics, requests("none", 404))).isPositive();
        assertThat(metrics).doesNotContain(team.id().toString());
        for (String type : List.of("unauthenticated", "not-found")) {
            String series = "credits_problems_total{type=\"" + type + "\"}";
            assertThat(value(metrics, series)).as(type).isGreaterThan(value(before, series));
        }
    }

    private static String requests(String route, int status) {
        return "credits_http_requests_seconds_count{method=\"GET\",route=\"" + route + "\",status=\"" + status + "\"}";
    }

    @Test
    void countsOperationsByKindAndWhyTheyWereRefused() throws IOException, InterruptedException {
        TestTeam team = TestTeam.withCredits(service, "10");
        String before = get("/metrics").body();

        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        ok(Chat.succeed(team.host(), team, message, 10, 10));
        String failed = ok(Chat.admit(team.owner(), team)).text("messageId");
        ok(Chat.complete(team.host(), team, failed, Map.of("outcome", "FAILED", "failure", "TIMEOUT")));
        TestTeam poor = TestTeam.owned(service, "Poor", UUID.randomUUID());
        assertThat(Chat.admit(poor.owner(), poor).problem()).isEqualTo("insufficient-credits");

        String metrics = get("/metrics").body();
        for (String series : List.of(
                operations("HOLD", "POSTED"),
                operations("SETTLE", "POSTED"),
                operations("VOID", "POSTED"),
                "credits_ledger_settlement_lag_seconds_count")) {
            assertThat(value(metrics, series)).as(series).isGreaterThan(value(before, series));
        }
        assertThat(value(metrics, operations("HOLD", "INSUFFICIENT_CREDITS"))).isPositive();
    }

    private static String operations(String kind, String outcome) {
        return "credits_ledger_operations_total{kind=\"" + kind + "\",outcome=\"" + outcome + "\"}";
    }

    @Test
    void measuresWhatTheHandbookSays() throws IOException, InterruptedException {
        Api.nobody(service).get("/catalog");
        Set<String> measured = FAMILY.matcher(get("/metrics").body())
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.endsWith("_max"))
                .collect(Collectors.toSet());
        // No limit refuses these tests anything, the keys of the simulated issuer are not fetched, and no mail is sent.
        measured.addAll(
                Set.of("credits_limit_refusals_total", "credits_identity_keys_age_seconds", "credits_mails_total"));

        assertThat(measured).isEqualTo(DocumentedMetrics.names());
    }

    @Test
    void explainsEachMetric() throws IOException, InterruptedException {
        String metrics = get("/metrics").body();

        assertThat(FAMILY.matcher(metrics).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^# HELP " + name + " \\S+"));
    }

    @Test
    void showsHowEachRoundGoes() {
        List<String> names = List.of("outbox", "expired-jobs", "clocks", "bodies", "waiting", "missed-events");

        await().atMost(PATIENCE).untilAsserted(() -> {
            String metrics = get("/metrics").body();
            assertThat(names).allSatisfy(name -> {
                assertThat(value(metrics, rounds(name, "DONE"))).isPositive();
                assertThat(value(metrics, rounds(name, "FAILED"))).isNotNegative();
            });
        });
    }

    private static String rounds(String name, String outcome) {
        return "credits_rounds_seconds_count{name=\"" + name + "\",outcome=\"" + outcome + "\"}";
    }

    @Test
    void namesEachSeriesOnce() throws IOException, InterruptedException {
        List<String> series = SAMPLE.matcher(get("/metrics").body())
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(series).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    @Test
    void showsThePoolsAsTheyAre() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String metrics = get("/metrics").body();
            for (String pool : List.of("credits", "ledger")) {
                assertThat(value(metrics, "credits_pool_connections_free{pool=\"" + pool + "\"}")
                                + value(metrics, "credits_pool_connections_used{pool=\"" + pool + "\"}"))
                        .as(pool)
                        .isPositive();
            }
            assertThat(value(metrics, "credits_work_running")).isNotNegative();
            assertThat(value(metrics, "credits_broker_connected")).isEqualTo(1);
        });
    }

    private static double value(String metrics, String series) {
        return SAMPLE.matcher(metrics)
                .results()
                .filter(found -> found.group(1).equals(series))
                .map((MatchResult found) -> Double.parseDouble(found.group(2)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + series + " in " + metrics));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(service.managementUrl() + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
