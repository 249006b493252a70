package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.generation.broker.BrokerQueues;
import java.nio.charset.StandardCharsets;
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
    private final LetterBox box;
    private Studio studio;
    private Worker worker;

    DeadLettersIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.box = new LetterBox(admin);
    }

    @BeforeEach
    void open() {
        studio = new Studio(service);
        worker = new Worker(service);
    }

    @AfterEach
    void close() {
        worker.close();
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
        assertThat(box.reasonOf("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":0}".formatted(jobId)))
                .contains("delivered must be a positive whole number");
        assertThat(box.reasonOf(poison.get(11))).isEqualTo("No such job.");
        poison.forEach(body -> assertThat(box.reasonOf(body)).isNotBlank());
    }

    @Test
    void sendsARequestAgainThatWorkersHadGivenUp() {
        String jobId = studio.tenImages();
        worker.givesUp(BrokerQueues.REQUESTED, worker.request(jobId));
        JsonNode letter = box.about(jobId);
        assertThat(letter.get("queue").asText()).isEqualTo(BrokerQueues.REQUESTED);
        assertThat(letter.get("replayable").asBoolean()).isTrue();

        Api.Answer replayed = ok(box.replay(letter));

        assertThat(replayed.text("replayedAt")).isNotNull();
        assertThat(ok(box.replay(letter)).body()).isEqualTo(replayed.body());
        assertThat(worker.requestsOf(jobId)).isEqualTo(2);
        worker.succeeds(jobId, 10);
        studio.awaitStatus(jobId, "SUCCEEDED");
    }

    @Test
    void givesACompletionThatTheBrokerGaveUpALastAttempt() throws Exception {
        String jobId = studio.tenImages();
        worker.givesUp(
                BrokerQueues.COMPLETED,
                new com.fasterxml.jackson.databind.ObjectMapper()
                        .readTree("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":4}".formatted(jobId)));

        assertThat(studio.awaitStatus(jobId, "SUCCEEDED").text("charged")).isEqualTo("0.12");
    }

    @Test
    void replaysACompletionThroughTheSameCode() {
        String body = "{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(UUID.randomUUID());
        worker.answers(body);
        JsonNode letter = box.about(body);

        ok(box.replay(letter));

        JsonNode again = box.failedAgain(body, 2);
        assertThat(again.get("reason").asText()).isEqualTo("No such job.");
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        assertThat(studio.team().owner().get("/dead-letters").problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).get("/dead-letters").problem()).isEqualTo("forbidden");
        assertThat(admin.post("/dead-letters/" + UUID.randomUUID() + "/replay", Map.of())
                        .problem())
                .isEqualTo("not-found");
        Map<String, Object> reason = Map.of("reason", "r");
        String dismissal = "/dead-letters/" + UUID.randomUUID() + "/dismissal";
        assertThat(admin.post(dismissal, reason).problem()).isEqualTo("not-found");
        assertThat(studio.team().owner().post(dismissal, reason).problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).post(dismissal, reason).problem()).isEqualTo("forbidden");
        assertThat(admin.get("/dead-letters?cursor=x").problem()).isEqualTo("validation");
        assertThat(admin.get("/dead-letters?limit=1000000000").problem()).isEqualTo("validation");
    }
}
