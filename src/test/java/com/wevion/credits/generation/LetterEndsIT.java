package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import com.wevion.credits.generation.broker.BrokerQueues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The end of dead letters that are of no use: sent again they stay the same, and they can be dismissed. */
@WithService(engines = false)
class LetterEndsIT {
    private final LocalService service;
    private final Api admin;
    private final LetterBox box;
    private Studio studio;
    private Worker worker;

    LetterEndsIT(LocalService service) {
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
    void keepsOneLetterOfWhatIsReplayedAndFailsAgainWithItsCount() {
        String body = "{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(UUID.randomUUID());
        worker.answers(body);
        JsonNode first = box.about(body);
        assertThat(first.get("failures").asInt()).isEqualTo(1);

        for (int failures = 2; failures <= 4; failures++) {
            ok(box.replay(first));
            JsonNode again = box.failedAgain(body, failures);
            assertThat(again.get("id")).isEqualTo(first.get("id"));
            assertThat(again.get("failedAt").asText())
                    .isGreaterThan(first.get("failedAt").asText());
            assertThat(again.get("replayedBy").isNull()).isTrue();
        }
    }

    @Test
    void keepsOneLetterOfARequestThatWorkersGiveUpTwice() {
        String jobId = studio.tenImages();
        JsonNode request = worker.request(jobId);
        worker.givesUp(BrokerQueues.REQUESTED, request);
        JsonNode letter = box.about(jobId);

        ok(box.replay(letter));
        worker.givesUp(BrokerQueues.REQUESTED, request);

        assertThat(box.failedAgain(jobId, 2).get("id")).isEqualTo(letter.get("id"));
    }

    @Test
    void asksNobodyAgainForAJobThatHasEnded() {
        String jobId = studio.tenImages();
        worker.givesUp(BrokerQueues.REQUESTED, worker.request(jobId));
        JsonNode letter = box.about(jobId);
        worker.answers("{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(jobId));
        studio.awaitStatus(jobId, "FAILED");

        assertThat(box.replay(letter).problem()).isEqualTo("conflict");

        assertThat(box.about(jobId).get("replayedAt").isNull()).isTrue();
    }

    @Test
    void keepsALetterForEachMessageThatSaysTheSameAndEachForItsReplay() {
        String body = "{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(UUID.randomUUID());
        worker.answers(body);
        worker.answers(body);
        await().atMost(Duration.ofSeconds(30)).until(() -> box.letters(body).size() == 2);

        box.letters(body).forEach(letter -> ok(box.replay(letter)));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(box.letters(body))
                        .extracting(letter -> letter.get("failures").asInt())
                        .containsExactly(2, 2));
        assertThat(box.letters(body))
                .allMatch(letter -> letter.get("replayedAt").isNull());
    }

    @Test
    void dismissesALetterForGoodWithAReason() {
        String body = "{\"jobId\":\"%s\",\"outcome\":\"FAILED\"}".formatted(UUID.randomUUID());
        worker.answers(body);
        JsonNode letter = box.about(body);
        long waiting = box.waiting();

        Api.Answer dismissed = ok(box.dismiss(letter, "A worker of the trial, which is gone."));

        assertThat(dismissed.text("dismissalReason")).isEqualTo("A worker of the trial, which is gone.");
        assertThat(dismissed.text("dismissedAt")).isNotNull();
        assertThat(dismissed.text("dismissedBy")).isEqualTo(admin.userId().toString());
        assertThat(box.waiting()).isEqualTo(waiting - 1);
        assertThat(ok(box.dismiss(letter, "A worker of the trial, which is gone."))
                        .body())
                .isEqualTo(dismissed.body());
        assertThat(box.dismiss(letter, "Another reason").problem()).isEqualTo("conflict");
        assertThat(box.replay(letter).problem()).isEqualTo("conflict");
        assertThat(box.letters(body)).containsExactly(dismissed.json());
    }

    @Test
    void dismissesNothingWithoutAReasonAndNothingThatWasSentAgain() {
        String jobId = studio.tenImages();
        worker.givesUp(BrokerQueues.REQUESTED, worker.request(jobId));
        JsonNode letter = box.about(jobId);

        for (Object wrong : List.of(Map.of(), Map.of("reason", " "), Map.of("reason", "x".repeat(501)), "[]", "")) {
            assertThat(admin.post("/dead-letters/" + letter.get("id").asText() + "/dismissal", wrong)
                            .status())
                    .isEqualTo(400);
        }
        ok(box.replay(letter));

        assertThat(box.dismiss(letter, "r").problem()).isEqualTo("conflict");
        assertThat(box.letters(jobId).get(0).get("dismissedAt").isNull()).isTrue();
    }
}
