package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that fail for good: kept with their reason, in nobody's way, sent again on demand. */
@WithService(engines = false)
class DeadLettersIT {
    private final LocalService service;
    private final Api admin;
    private Studio studio;
    private Worker worker;

    DeadLettersIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @BeforeEach
    void open() {
        studio = new Studio(service);
        worker = new Worker(service);
    }

    @AfterEach
    void close() {
        worker.close();
        assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
    }

    @Test
    void keepsPoisonWithItsReasonAndSettlesTheMessagesBehindIt() {
        String jobId = studio.tenImages();
        String unknown = UUID.randomUUID().toString();
        List<String> poison = new ArrayList<>(Stream.of(
                        "",
                        "null",
                        "[]",
                        "hello",
                        "{\"jobId\":",
                        "{\"jobId\":\"1-1-1-1-1\",\"outcome\":\"FAILED\"}",
                        "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":NaN}".formatted(jobId),
                        "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":0}".formatted(jobId),
                        "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":-3}".formatted(jobId),
                        "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":2.5}".formatted(jobId),
                        "{\"jobId\":\"%s\",\"outcome\":\"FAILED\",\"more\":1}".formatted(jobId),
                        "{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":1}".formatted(unknown),
                        "[".repeat(1_000))
                .toList());
        poison.forEach(worker::answers);
        worker.answersBytes("{}".getBytes(StandardCharsets.UTF_8));
        worker.answers("\0 \uD800");
        worker.succeeds(jobId, 10);

        assertThat(studio.awaitStatus(jobId, "SUCCEEDED").text("charged")).isEqualTo("0.3");
        assertThat(reasonOf("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":0}".formatted(jobId)))
                .contains("delivered must be a positive whole number");
        assertThat(reasonOf(poison.get(11))).isEqualTo("No such job.");
        poison.forEach(body -> assertThat(reasonOf(body)).isNotBlank());
    }

    @Test
    void sendsARequestAgainThatWorkersHadGivenUp() {
        String jobId = studio.tenImages();
        worker.givesUp(Queues.REQUESTED, worker.request(jobId));
        JsonNode letter = letterAbout(jobId);
        assertThat(letter.get("queue").asText()).isEqualTo(Queues.REQUESTED);
        assertThat(letter.get("replayable").asBoolean()).isTrue();

        Api.Answer replayed = ok(replay(letter));

        assertThat(replayed.text("replayedAt")).isNotNull();
        assertThat(ok(replay(letter)).body()).isEqualTo(replayed.body());
        assertThat(worker.requestsOf(jobId)).isEqualTo(2);
        worker.succeeds(jobId, 10);
        studio.awaitStatus(jobId, "SUCCEEDED");
    }

    @Test
    void givesACompletionThatTheBrokerGaveUpALastAttempt() throws Exception {
        String jobId = studio.tenImages();
        worker.givesUp(
                Queues.COMPLETED,
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":4}".formatted(jobId)));

        assertThat(studio.awaitStatus(jobId, "SUCCEEDED").text("charged")).isEqualTo("0.12");
    }

    @Test
    void replaysACompletionThroughTheSameCode() {
        String body = "{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(UUID.randomUUID());
        worker.answers(body);
        JsonNode letter = letterAbout(body);

        ok(replay(letter));

        await().atMost(Duration.ofSeconds(30)).until(() -> letters(body).size() == 2);
        assertThat(letters(body).get(0).get("replayedAt").isNull()).isTrue();
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        assertThat(studio.team().owner().get("/dead-letters").problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).get("/dead-letters").problem()).isEqualTo("forbidden");
        assertThat(admin.post("/dead-letters/" + UUID.randomUUID() + "/replay", Map.of())
                        .problem())
                .isEqualTo("not-found");
        assertThat(admin.get("/dead-letters?cursor=x").problem()).isEqualTo("validation");
        assertThat(admin.get("/dead-letters?limit=1000000000").problem()).isEqualTo("validation");
    }

    private Api.Answer replay(JsonNode letter) {
        return admin.send("POST", "/api/v1/dead-letters/" + letter.get("id").asText() + "/replay", null);
    }

    private String reasonOf(String body) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !letters(body).isEmpty());
        return letters(body).get(0).get("reason").asText();
    }

    private JsonNode letterAbout(String text) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !letters(text).isEmpty());
        return letters(text).get(0);
    }

    /** Dead letters whose body is, or contains, a text; newest first. */
    private List<JsonNode> letters(String text) {
        List<JsonNode> all = new ArrayList<>();
        ok(admin.get("/dead-letters?limit=200")).json().get("items").forEach(all::add);
        all.removeIf(letter -> text.isEmpty()
                ? !letter.get("body").asText().isEmpty()
                : !letter.get("body").asText().contains(text));
        return all;
    }
}
