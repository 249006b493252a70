package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs from request to charge, through the real queues. */
@WithService(engines = false)
class JobsIT {
    private final LocalService service;
    private Studio studio;
    private Worker worker;

    JobsIT(LocalService service) {
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

    @ParameterizedTest
    @CsvSource({
        "IMAGE, FLUX_2_PRO, variants, 4, 0.12",
        "IMAGE, GPT_IMAGE_1_5, variants, 1, 0.04",
        "IMAGE, SEEDREAM_4_5, variants, 10, 0.3",
        "BACKGROUND_REMOVAL, DEFAULT, variants, 1, 0.02",
        "IMAGE_RESIZE, DEFAULT, variants, 3, 0",
        "VIDEO, KLING_3_0, seconds, 10, 1.7",
        "VIDEO, LUMA_RAY_3, seconds, 5, 0.5",
        "VIDEO, VEO_3_1, seconds, 10, 1",
        "VIDEO, KLING_2_6, seconds, 10, 0.7",
        "VIDEO, RUNWAY_GEN_4, seconds, 5, 0.25",
        "AVATAR, DEFAULT, seconds, 45, 1",
        "AVATAR, DEFAULT, seconds, 30, 0.5",
        "AVATAR, DEFAULT, seconds, 61, 1.5",
        "TTS, ELEVENLABS, characters, 500, 0.15",
        "TTS, OPENAI_TTS, characters, 500, 0.0075",
        "VIDEO_COMPOSITING, DEFAULT, seconds, 60, 0"
    })
    void chargesThePriceOfTheSeedWhenTheWorkIsDone_S5_S7_S8_S9_S10_S11(
            String what, String engine, String field, long quantity, String usd) {
        String jobId = studio.queued(what, engine, field, quantity);
        assertThat(studio.held()).isEqualTo(usd);
        assertThat(studio.accrued()).isEqualTo("0");

        JsonNode request = worker.request(jobId);
        worker.succeeds(jobId, quantity);

        assertThat(request.get("engine").asText()).isEqualTo(engine);
        assertThat(request.get("quantity").asLong()).isEqualTo(quantity);
        Api.Answer job = studio.awaitStatus(jobId, "SUCCEEDED");
        assertThat(job.text("charged")).isEqualTo(usd);
        assertThat(job.text("quoted")).isEqualTo(usd);
        assertThat(job.text("delivered")).isEqualTo(Long.toString(quantity));
        assertThat(studio.accrued()).isEqualTo(usd);
        assertThat(studio.held()).isEqualTo("0");
        assertThat(studio.entriesOf(jobId)).hasSize(1);
    }

    @Test
    void tellsTheWorkerExactlyWhatTheContractSays() {
        String jobId = ok(studio.submit(Map.of(
                        "service",
                        "TTS",
                        "engine",
                        "AUTO",
                        "script",
                        "Grüße 👋",
                        "parameters",
                        Map.of("voice", "Rachel"))))
                .text("jobId");

        JsonNode request = worker.request(jobId);

        Set<String> fields = request.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "jobId", "teamId", "userId", "service", "engine", "quantity", "parameters", "deadline");
        assertThat(request.get("engine").asText()).isEqualTo("OPENAI_TTS");
        assertThat(request.get("quantity").asLong()).isEqualTo(7);
        assertThat(request.get("userId").asText())
                .isEqualTo(studio.buyer().userId().toString());
        assertThat(request.at("/parameters/voice").asText()).isEqualTo("Rachel");
        assertThat(request.at("/parameters/script").asText()).isEqualTo("Grüße 👋");
        assertThat(request.get("deadline").asText()).isEqualTo(studio.job(jobId).text("expiresAt"));
    }

    @Test
    void chargesOnlyTheSevenOfTenVariantsThatArrive_S5_D7() {
        String jobId = studio.tenImages();
        worker.request(jobId);
        worker.succeeds(jobId, 7);

        assertThat(studio.awaitStatus(jobId, "SUCCEEDED").text("charged")).isEqualTo("0.21");
        assertThat(studio.accrued()).isEqualTo("0.21");
        long sequence = studio.entriesOf(jobId).get(0).get("sequence").asLong();
        Api.Answer entry = ok(studio.buyer().get(studio.team().path("/transactions/CREATIVE/" + sequence)));
        assertThat(entry.text("explanation.quantity")).isEqualTo("7");
        assertThat(entry.text("explanation.unitPrice")).isEqualTo("0.03");
        assertThat(entry.text("explanation.requested")).isEqualTo("10");
        assertThat(entry.text("explanation.delivered")).isEqualTo("7");
        assertThat(entry.text("explanation.held")).isEqualTo("0.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTENT_SAFETY", "INFRASTRUCTURE", "TIMEOUT"})
    void costsNothingWhenItFails_S5(String failure) {
        String jobId = studio.tenImages();
        worker.request(jobId);
        worker.fails(jobId, failure);

        Api.Answer job = studio.awaitStatus(jobId, "FAILED");
        assertThat(job.text("charged")).isEqualTo("0");
        assertThat(job.text("failure")).isEqualTo(failure);
        assertThat(job.text("delivered")).isNull();
        assertThat(studio.held()).isEqualTo("0");
        assertThat(studio.entriesOf(jobId)).isEmpty();
    }

    @Test
    void makesOneJobOfFiftyEqualRequests() {
        Map<String, Object> order = Map.of("service", "IMAGE", "engine", "AUTO", "variants", 2);
        List<Api.Answer> answers = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> studio.buyer().post(studio.team().path("/jobs"), order, "same"))
                .toList();

        assertThat(answers).extracting(Api.Answer::status).containsOnly(202);
        assertThat(answers)
                .extracting(Api.Answer::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers).filteredOn(answer -> !answer.replayed()).hasSize(1);
        assertThat(studio.held()).isEqualTo("0.06");
        assertThat(worker.requestsOf(answers.get(0).text("jobId"))).isEqualTo(1);
    }

    @Test
    void answersARetryAsAtFirstThoughTheJobIsDone() {
        Map<String, Object> order = Map.of("service", "IMAGE", "engine", "AUTO");
        Api.Answer first = ok(studio.buyer().post(studio.team().path("/jobs"), order, "k"));
        ok(studio.succeeded(first.text("jobId"), 1));

        Api.Answer retry = studio.buyer().post(studio.team().path("/jobs"), order, "k");

        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.body()).isEqualTo(first.body());
        assertThat(retry.replayed()).isTrue();
    }

    @Test
    void refusesAKeyThatCameWithAnotherOrderButNotAnotherTeams() {
        Map<String, Object> order = Map.of("service", "IMAGE", "engine", "AUTO");
        Studio other = new Studio(service);
        ok(studio.buyer().post(studio.team().path("/jobs"), order, "k"));

        assertThat(studio.buyer()
                        .post(studio.team().path("/jobs"), Map.of("service", "IMAGE", "engine", "FLUX_2_PRO"), "k")
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(other.buyer().post(other.team().path("/jobs"), order, "k").replayed())
                .isFalse();
    }

    @Test
    void admitsTenOfAHundredJobsWhenThereIsRoomForTen_S15_D7() {
        ok(studio.team().owner().patch(studio.team().path("/settings"), Map.of("creativeSpendingLimit", "0.3")));

        List<Api.Answer> answers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> studio.submit(Map.of("service", "IMAGE", "engine", "FLUX_2_PRO")))
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .extracting(Api.Answer::problem)
                .hasSize(90)
                .containsOnly("spending-limit-exceeded");
        Api.Answer refusal = answers.stream()
                .filter(answer -> answer.status() == 402)
                .findFirst()
                .orElseThrow();
        assertThat(refusal.text("required")).isEqualTo("0.03");
        assertThat(refusal.text("available")).isEqualTo("0");
        assertThat(refusal.text("spendingLimit")).isEqualTo("0.3");
        assertThat(refusal.text("unit")).isEqualTo("USD");
    }

    @Test
    void drawsOnTheCreditsWhereTheTeamWantsOnePool_D2() {
        TestTeam team = studio.team();
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeFunding", "CREDITS")));
        team.adjust("CREDITS", "100");

        Api.Answer queued = ok(studio.submit(Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 3)));
        assertThat(queued.text("unit")).isEqualTo("credits");
        assertThat(queued.text("held")).isEqualTo("90");
        Api.Answer refusal = studio.submit(Map.of("service", "IMAGE", "engine", "FLUX_2_PRO"));
        assertThat(refusal.problem()).isEqualTo("insufficient-credits");
        assertThat(refusal.text("required")).isEqualTo("30");
        assertThat(refusal.text("available")).isEqualTo("10");
        assertThat(refusal.text("purchaseUrl")).isEqualTo("/api/v1/teams/" + team.id() + "/purchases");
        assertThat(refusal.json().get("packages")).hasSize(3);

        Api.Answer done = ok(studio.succeeded(queued.text("jobId"), 3));
        assertThat(done.text("charged")).isEqualTo("90");
        assertThat(team.balance("credits.balance")).isEqualTo("10");
        assertThat(studio.accrued()).isEqualTo("0");
    }
}
