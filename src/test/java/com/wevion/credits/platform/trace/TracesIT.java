package com.wevion.credits.platform.trace;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.BrokerAccess;
import com.wevion.credits.dev.CollectedSpan;
import com.wevion.credits.dev.Collector;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Traces as a collector gets them, and what answers and the log tell of them. */
@WithServersOfItsOwn
@Tag("long")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TracesIT {
    private static final Path FOLDER = Path.of("target/it/traces").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TAKE = "take credits.jobs.completed";
    private static final String CALLER = "00f067aa0ba902b7";

    private static Collector collector;
    private static LocalService service;
    private static TestTeam team;

    @BeforeAll
    static void start() {
        DataFolder.delete(FOLDER);
        collector = new Collector();
        service = LocalService.prepare(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.log.format", "json",
                        "credits.simulated.engines", "true",
                        "credits.engines.delay.millis", "100",
                        "credits.traces.endpoint", collector.address(),
                        "credits.traces.token.secret", "of-the-collector",
                        "credits.traces.delay.millis", "50")));
        service.start();
        team = TestTeam.paid(service);
    }

    @AfterAll
    static void stop() {
        service.close();
        collector.close();
        DataFolder.delete(FOLDER);
    }

    @Test
    @Order(1)
    void aJobIsOneTraceFromItsRequestToItsSettlement() {
        String trace = newTrace();
        Api.Answer ordered = order(trace);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(names(trace)).contains("settle", TAKE));
        await().atMost(PATIENCE).until(() -> count(trace, "ledger write") == 2);

        List<CollectedSpan> spans = collector.trace(trace);
        System.out.println(CollectedSpan.drawn(spans));
        CollectedSpan request = first(trace, "POST /teams/{teamId}/jobs");
        assertThat(request.parentId()).isEqualTo(CALLER);
        assertThat(request.attributes())
                .containsEntry("http.route", "/teams/{teamId}/jobs")
                .containsEntry("http.response.status_code", Integer.toString(ordered.status()))
                .containsEntry("credits.team", team.id().toString())
                .containsEntry("credits.work", ordered.text("jobId"));
        CollectedSpan hold = first(trace, "hold");
        assertThat(hold.parentId()).isEqualTo(request.spanId());
        CollectedSpan batch = first(trace, "ledger batch");
        assertThat(batch.parentId()).isEqualTo(hold.spanId());
        assertThat(first(trace, "ledger write").parentId()).isEqualTo(batch.spanId());
        CollectedSpan sent = first(trace, "send credits.jobs.requested");
        assertThat(sent.parentId()).isEqualTo(request.spanId());
        CollectedSpan taken = first(trace, TAKE);
        assertThat(taken.parentId()).isEqualTo(sent.spanId());
        CollectedSpan settle = first(trace, "settle");
        assertThat(settle.parentId()).isEqualTo(taken.spanId());
        assertThat(taken.attributes()).containsEntry("credits.work", ordered.text("jobId"));
        assertThat(collector.authorizations()).containsOnly("Bearer of-the-collector");
        assertThat(spans.toString()).doesNotContain(team.owner().userId().toString());
    }

    @Test
    @Order(1)
    void aProblemTellsItsTrace() {
        String trace = newTrace();

        Api.Answer refused = team.owner()
                .send("GET", "/api/v1" + team.path("/jobs/" + UUID.randomUUID()), null, "traceparent", sampled(trace));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("traceId")).isEqualTo(trace);
        await().atMost(PATIENCE).until(() -> !collector.trace(trace).isEmpty());
        assertThat(collector.trace(trace).get(0).attributes()).containsEntry("http.response.status_code", "404");
    }

    @Test
    @Order(1)
    void aTraceThatTheCallerDoesNotKeepIsToldAndNotExported() {
        String trace = newTrace();
        Api.Answer refused = team.owner()
                .send(
                        "GET",
                        "/api/v1" + team.path("/jobs/x"),
                        null,
                        "traceparent",
                        "00-" + trace + "-" + CALLER + "-00");
        assertThat(refused.text("traceId")).isEqualTo(trace);

        aTraceparentThatIsNotValidIsIgnored(); // later, and exported
        assertThat(collector.trace(trace)).isEmpty();
    }

    @Test
    @Order(1)
    void aTraceparentThatIsNotValidIsIgnored() {
        for (String wrong : List.of(
                "ff-" + newTrace() + "-" + CALLER + "-01",
                "00-" + "0".repeat(32) + "-" + CALLER + "-01",
                "00-xyz-" + CALLER + "-01",
                "nothing")) {
            String trace = team.owner()
                    .send("GET", "/api/v1" + team.path("/jobs/x"), null, "traceparent", wrong)
                    .text("traceId");
            assertThat(trace).matches("[0-9a-f]{32}");
            assertThat(wrong).doesNotContain(trace);
            await().atMost(PATIENCE).until(() -> !collector.trace(trace).isEmpty());
            assertThat(collector.trace(trace).get(0).parentId()).isEmpty();
        }
    }

    @Test
    @Order(1)
    void eachStepOfAReconciliationIsATraceOfItsOwn() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String run = ok(Api.superAdmin(service)
                        .post(
                                "/reconciliation/runs",
                                Map.of("from", today.minusDays(1).toString(), "to", today.toString())))
                .text("runId");

        for (String step : List.of("stage", "match", "classify", "audit", "money", "report")) {
            await().atMost(PATIENCE)
                    .until(() -> collector.all().stream()
                            .anyMatch(span -> span.name().equals("reconciliation " + step)
                                    && run.equals(span.attributes().get("credits.run"))));
        }
    }

    @Test
    @Order(1)
    void roundsThatRunNowAndThenAreTracesOfTheirOwn() {
        await().atMost(PATIENCE)
                .until(() -> collector.all().stream()
                        .anyMatch(span -> span.name().startsWith("round ")
                                && span.parentId().isEmpty()));
    }

    @Test
    @Order(2)
    void aCollectorThatIsAwayDelaysNobodyAndWhatItDoesNotTakeIsCounted() {
        collector.close();
        double exported = spans("EXPORTED");
        double recorded = spans("RECORDED");
        for (int i = 0; i < 20; i++) {
            ok(team.owner().get(team.path("/balance")));
        }

        assertThat(spans("RECORDED")).isGreaterThanOrEqualTo(recorded + 20);
        assertThat(spans("EXPORTED")).isLessThanOrEqualTo(exported + 20);
        assertThat(spans("EXPORTED")).isLessThan(spans("RECORDED"));
    }

    private static Api.Answer order(String trace) {
        return ok(team.owner()
                .send(
                        "POST",
                        "/api/v1" + team.path("/jobs"),
                        Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 1),
                        "Idempotency-Key",
                        trace,
                        "traceparent",
                        sampled(trace)));
    }

    private static void reportsAFailure(String job, String traceparent) {
        BrokerAccess broker = service.broker();
        try (ActiveMQConnectionFactory factory = broker.connections();
                JMSContext context = factory.createContext()) {
            context.createProducer()
                    .setProperty("traceparent", traceparent)
                    .send(
                            broker.queue(context, "credits.jobs.completed"),
                            "{\"jobId\":\"%s\",\"outcome\":\"FAILED\",\"failure\":\"TIMEOUT\"}".formatted(job));
        }
    }

    private static double spans(String outcome) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("credits_traces_spans_total{outcome=\"" + outcome + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void theLogTellsTheTraceBesideTheTeamAndTheWork() throws IOException {
        String trace = newTrace();
        String job = order(trace).text("jobId");
        await().atMost(PATIENCE).until(() -> names(trace).contains("settle"));

        reportsAFailure(job, sampled(trace));

        Path log = FOLDER.resolve("server.log");
        await().atMost(PATIENCE).until(() -> count(trace, TAKE) == 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                Files.readAllLines(log).stream().filter(each -> each.contains("by another completion")))
                        .isNotEmpty());
        String line = Files.readAllLines(log).stream()
                .filter(each -> each.contains("by another completion"))
                .findFirst()
                .orElseThrow();
        JsonNode told = new ObjectMapper().readTree(line);
        assertThat(told.path("traceId").asText()).as(line).isEqualTo(trace);
        assertThat(told.path("teamId").asText() + told.path("workId").asText()).isEqualTo(team.id() + job);
    }

    private static String metrics() {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(service.managementUrl() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(String trace) {
        return collector.trace(trace).stream().map(CollectedSpan::name).toList();
    }

    private static long count(String trace, String name) {
        return names(trace).stream().filter(name::equals).count();
    }

    private static CollectedSpan first(String trace, String name) {
        return collector.trace(trace).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + names(trace)));
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String sampled(String trace) {
        return "00-" + trace + "-" + CALLER + "-01";
    }
}
