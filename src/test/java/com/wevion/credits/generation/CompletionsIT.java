package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handling of completions that come twice, too late, too large, or make no sense. */
@WithService(engines = false)
class CompletionsIT {
    private final LocalService service;
    private Studio studio;
    private Worker worker;

    CompletionsIT(LocalService service) {
        this.service = service;
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
    void settlesOnceThoughTheSameCompletionComesAThousandTimesAtOnce_D8() {
        String jobId = studio.tenImages();
        String last = studio.tenImages();

        worker.answersAtOnce("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":10}".formatted(jobId), 1_000);
        worker.succeeds(last, 10);

        studio.awaitStatus(last, "SUCCEEDED");
        await().atMost(Duration.ofSeconds(60)).until(() -> studio.accrued().equals("0.6"));
        assertThat(studio.entriesOf(jobId)).hasSize(1);
        assertThat(studio.anomaliesOf(jobId)).isEmpty();
    }

    @Test
    void answersEqualCompletionsByRestAllTheSame() {
        String jobId = studio.tenImages();

        List<Api.Answer> answers = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> studio.succeeded(jobId, 10))
                .toList();

        assertThat(answers).extracting(Api.Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(Api.Answer::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers.get(0).text("status")).isEqualTo("SUCCEEDED");
        assertThat(answers.get(0).text("charged")).isEqualTo("0.3");
        assertThat(answers.get(0).text("available")).isEqualTo("99.7");
        assertThat(studio.entriesOf(jobId)).hasSize(1);
    }

    @Test
    void letsTheFirstFinalStateWinAndRecordsTheOther_D8() {
        String succeeded = studio.tenImages();
        String failed = studio.tenImages();
        ok(studio.succeeded(succeeded, 10));
        ok(studio.failed(failed, "TIMEOUT"));

        assertThat(studio.failed(succeeded, "TIMEOUT").problem()).isEqualTo("conflict");
        assertThat(studio.succeeded(failed, 10).problem()).isEqualTo("conflict");
        worker.succeeds(failed, 9);

        await().until(() -> studio.anomaliesOf(failed).size() == 2);
        assertThat(studio.anomaliesOf(succeeded)).containsExactly("CONTRADICTION");
        assertThat(studio.anomaliesOf(failed)).containsOnly("CONTRADICTION");
        assertThat(studio.job(succeeded).text("status")).isEqualTo("SUCCEEDED");
        assertThat(studio.job(failed).text("status")).isEqualTo("FAILED");
        assertThat(studio.accrued()).isEqualTo("0.3");
    }

    @Test
    void chargesTheRequestAndRecordsASurplusOfImages_D7() {
        String jobId = studio.queued("IMAGE", "FLUX_2_PRO", "variants", 2);

        Api.Answer done = ok(studio.succeeded(jobId, 5));

        assertThat(done.text("charged")).isEqualTo("0.06");
        assertThat(done.text("delivered")).isEqualTo("5");
        assertThat(studio.anomaliesOf(jobId)).containsExactly("SURPLUS");
        ok(studio.succeeded(jobId, 5));
        assertThat(studio.anomaliesOf(jobId)).containsExactly("SURPLUS");
    }

    @Test
    void chargesEverySecondOfAnExtendedVideo_S8_D5_D7() {
        String jobId = studio.queued("VIDEO", "KLING_2_6", "seconds", 10);

        assertThat(ok(studio.succeeded(jobId, 25)).text("charged")).isEqualTo("1.75");
        assertThat(studio.anomaliesOf(jobId)).isEmpty();
    }

    @Test
    void takesWhatIsLeftForAnExtendedVideoAndShowsTheShortfall_D5() {
        ok(studio.team().owner().patch(studio.team().path("/settings"), Map.of("creativeSpendingLimit", "1")));
        String jobId = studio.queued("VIDEO", "KLING_2_6", "seconds", 10);

        Api.Answer done = ok(studio.succeeded(jobId, 25));

        assertThat(done.text("charged")).isEqualTo("1");
        assertThat(done.text("shortfall")).isEqualTo("0.75");
        assertThat(done.text("available")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":0}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":-1}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":7.5}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":7.0}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":1e2}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":1e999999999}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":9223372036854775808}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":\"7\"}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":null}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":true}",
                "{\"outcome\":\"SUCCEEDED\"}",
                "{\"delivered\":7}",
                "{\"outcome\":\"DONE\",\"delivered\":7}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":7,\"price\":\"0\"}",
                "{\"outcome\":\"SUCCEEDED\",\"delivered\":7,\"failure\":\"TIMEOUT\"}",
                "{\"outcome\":\"FAILED\",\"failure\":\"BAD_MOOD\"}"
            })
    void settlesNothingByAnInvalidCompletion_D7(String body) {
        String jobId = studio.tenImages();

        Api.Answer answer = Api.host(service).send("POST", "/api/v1/jobs/" + jobId + "/completion", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(studio.job(jobId).text("status")).isEqualTo("QUEUED");
        assertThat(studio.held()).isEqualTo("0.3");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"outcome\":\"SUCCEEDED\",\"delivered\":NaN}'",
        "'{\"outcome\":'",
        "'{}{}'",
        "'{\"outcome\":\"FAILED\",\"outcome\":\"FAILED\"}'"
    })
    void refusesWhatIsNoJson(String body) {
        String jobId = studio.tenImages();

        Api.Answer answer = Api.host(service).send("POST", "/api/v1/jobs/" + jobId + "/completion", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(studio.job(jobId).text("status")).isEqualTo("QUEUED");
    }

    @Test
    void knowsNoOtherJobs() {
        assertThat(studio.succeeded(UUID.randomUUID().toString(), 1).problem()).isEqualTo("not-found");
        assertThat(studio.succeeded("1-1-1-1-1", 1).problem()).isEqualTo("not-found");
    }

    @Test
    void takesCompletionsFromServicesAndSuperAdminsOnly_D12_D19() {
        String jobId = studio.tenImages();
        Map<String, Object> completion = Map.of("outcome", "FAILED");

        for (Api person : List.of(studio.buyer(), studio.team().owner(), Api.person(service, UUID.randomUUID()))) {
            assertThat(person.post("/jobs/" + jobId + "/completion", completion).problem())
                    .isEqualTo("forbidden");
        }
        assertThat(Api.nobody(service)
                        .post("/jobs/" + jobId + "/completion", completion)
                        .problem())
                .isEqualTo("unauthenticated");
        assertThat(studio.job(jobId).text("status")).isEqualTo("QUEUED");
        ok(Api.superAdmin(service).post("/jobs/" + jobId + "/completion", completion));
    }

    @Test
    void keepsWhatTheProviderSaid() {
        String jobId = studio.tenImages();
        ok(studio.complete(
                jobId,
                Map.of(
                        "outcome", "SUCCEEDED",
                        "delivered", 10,
                        "provider", "BFL",
                        "providerRequestId", "req-1",
                        "providerCostUsd", "0.25")));

        assertThat(studio.strings(
                        "SELECT concat_ws(' ', completion->>'provider', completion->>'providerRequestId',"
                                + " completion->>'providerCostUsd') FROM hold WHERE id = ?",
                        UUID.fromString(jobId)))
                .containsExactly("BFL req-1 0.25");
    }
}
