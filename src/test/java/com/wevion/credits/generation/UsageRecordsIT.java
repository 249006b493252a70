package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.UsageRows;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The usage records of jobs for the reconciliation with providers. */
@WithService(engines = false)
class UsageRecordsIT {
    private final LocalService service;
    private Studio studio;
    private Worker worker;

    UsageRecordsIT(LocalService service) {
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
    void recordsOnceWhatAWorkerToldByMessageThoughItComesManyTimesAtOnce() {
        String jobId = studio.tenImages();

        worker.answersAtOnce(
                ("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":7,\"provider\":\"Black Forest Labs\","
                                + "\"providerRequestId\":\"req-1\",\"providerCostUsd\":\"0.2\"}")
                        .formatted(jobId),
                50);
        studio.awaitStatus(jobId, "SUCCEEDED");
        IntStream.range(0, 10).parallel().forEach(i -> studio.succeeded(jobId, 7));

        assertThat(rows(jobId))
                .containsExactly(
                        "SUCCEEDED IMAGE FLUX_2_PRO IMAGE 7 BLACK_FOREST_LABS req-1 WORKER:200000000 210000000");
    }

    @Test
    void recordsTheKindsOfTokensThatAWorkerToldByMessage() {
        String jobId = studio.tenImages();

        worker.answersAtOnce(
                ("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":7,\"provider\":\"OPENAI\",\"providerCostUsd\":\"0.2\","
                                + "\"tokens\":{\"input\":{\"quantity\":90,\"costUsd\":\"0.05\"},\"imageOutput\":{\"quantity\":4000,"
                                + "\"costUsd\":\"0.15\"}}}")
                        .formatted(jobId),
                1);
        studio.awaitStatus(jobId, "SUCCEEDED");

        assertThat(rows(jobId))
                .containsExactly(
                        "SUCCEEDED IMAGE FLUX_2_PRO IMAGE 7 OPENAI - WORKER:0 210000000",
                        "SUCCEEDED IMAGE FLUX_2_PRO IMAGE_OUTPUT_TOKEN 4000 OPENAI - WORKER:150000000 0",
                        "SUCCEEDED IMAGE FLUX_2_PRO INPUT_TOKEN 90 OPENAI - WORKER:50000000 0");
    }

    @Test
    void recordsAllThatWasDeliveredThoughLessIsCharged_D7() {
        String jobId = studio.queued("IMAGE", "FLUX_2_PRO", "variants", 2);

        ok(studio.succeeded(jobId, 5));

        assertThat(rows(jobId)).containsExactly("SUCCEEDED IMAGE FLUX_2_PRO IMAGE 5 - - - 60000000");
    }

    @Test
    void recordsFreeWorkAndTheEngineThatAutoChose_S7_S16() {
        String resized = studio.queued("IMAGE_RESIZE", "AUTO", "variants", 1);

        ok(studio.succeeded(resized, 1));
        String engine = studio.job(resized).text("engine");

        assertThat(engine).isNotEqualTo("AUTO");
        String failed = studio.queued("IMAGE_RESIZE", "AUTO", "variants", 1);
        ok(studio.complete(failed, Map.of("outcome", "FAILED", "providerRequestId", "req-4")));
        assertThat(rows(failed)).containsExactly("FAILED IMAGE_RESIZE " + engine + " IMAGE 0 - req-4 - 0");
        assertThat(rows(resized)).containsExactly("SUCCEEDED IMAGE_RESIZE " + engine + " IMAGE 1 - - - 0");
    }

    @Test
    void recordsAFailureForWhichAProviderMayCharge() {
        String traced = studio.tenImages();
        String priced = studio.tenImages();
        String untraced = studio.tenImages();

        ok(studio.complete(
                traced,
                Map.of(
                        "outcome",
                        "FAILED",
                        "failure",
                        "CONTENT_SAFETY",
                        "delivered",
                        -3,
                        "providerRequestId",
                        "req-2")));
        ok(studio.complete(priced, Map.of("outcome", "FAILED", "delivered", 2, "providerCostUsd", "0.01")));
        ok(studio.complete(untraced, Map.of("outcome", "FAILED", "provider", "BFL")));

        assertThat(rows(traced)).containsExactly("FAILED IMAGE FLUX_2_PRO IMAGE 0 - req-2 - 0");
        assertThat(rows(priced)).containsExactly("FAILED IMAGE FLUX_2_PRO IMAGE 2 - - WORKER:10000000 0");
        assertThat(rows(untraced)).isEmpty();
    }

    @Test
    void recordsNothingOfACancellationAndOnceWhatComesAfterIt_D8() {
        String jobId = studio.cancelling();
        ok(studio.failed(jobId, "CANCELLED"));
        assertThat(rows(jobId)).isEmpty();

        Map<String, Object> late = Map.of("outcome", "SUCCEEDED", "delivered", 10, "providerRequestId", "req-3");
        List<Api.Answer> answers = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> studio.complete(jobId, late))
                .toList();

        assertThat(answers).extracting(Api.Answer::problem).containsOnly("conflict");
        assertThat(rows(jobId)).containsExactly("LATE IMAGE FLUX_2_PRO IMAGE 10 - req-3 - 0");
        assertThat(studio.anomaliesOf(jobId)).containsExactly("LATE");
    }

    @Test
    void recordsWhatComesAfterTheHoldExpired_D8() {
        String engine = "LATE_" + UUID.randomUUID();
        ok(PriceList.after(service).engine(engine, "0.1", 1).publish());
        String delivered = studio.queued("VIDEO_COMPOSITING", engine, "seconds", 10);
        String failed = studio.queued("VIDEO_COMPOSITING", engine, "seconds", 10);
        studio.awaitStatus(delivered, "EXPIRED");
        studio.awaitStatus(failed, "EXPIRED");

        assertThat(studio.succeeded(delivered, 9).problem()).isEqualTo("conflict");
        assertThat(studio.failed(failed, "TIMEOUT").problem()).isEqualTo("conflict");

        assertThat(rows(delivered)).containsExactly("LATE VIDEO_COMPOSITING " + engine + " SECOND 9 - - - 0");
        assertThat(rows(failed)).isEmpty();
    }

    @Test
    void recordsNothingOfAReportThatContradictsTheFirst() {
        String jobId = studio.tenImages();
        ok(studio.failed(jobId, "TIMEOUT"));

        assertThat(studio.succeeded(jobId, 10).problem()).isEqualTo("conflict");

        assertThat(rows(jobId)).isEmpty();
    }

    @Test
    void costsByTheCataloguesRateOfTheProviderThatWasNamed() {
        String engine = "COSTED_" + UUID.randomUUID();
        ok(PriceList.after(service)
                .engine(engine, "0.1", 900)
                .provider("first one", "VIDEO_COMPOSITING", engine, "SECOND", 60, "0.3", "Video / minute")
                .provider("Second", "VIDEO_COMPOSITING", engine, "SECOND", 1, "0.02")
                .publish());
        String unnamed = studio.queued("VIDEO_COMPOSITING", engine, "seconds", 10);
        String named = studio.queued("VIDEO_COMPOSITING", engine, "seconds", 10);

        ok(studio.succeeded(unnamed, 7));
        ok(studio.complete(named, Map.of("outcome", "SUCCEEDED", "delivered", 7, "provider", " second ")));

        String what = "SUCCEEDED VIDEO_COMPOSITING " + engine + " SECOND 7 ";
        assertThat(rows(unnamed)).containsExactly(what + "FIRST_ONE - CATALOG:35000000 700000000");
        assertThat(rows(named)).containsExactly(what + "SECOND - CATALOG:140000000 700000000");
        assertThat(UsageRows.strings(
                        service, "SELECT sku FROM provider_rate WHERE engine = ? ORDER BY position LIMIT 1", engine))
                .containsExactly("Video / minute");
    }

    @Test
    void settlesWhateverAWorkerTells() {
        String jobId = studio.tenImages();

        ok(studio.complete(
                jobId,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "delivered",
                        Long.MAX_VALUE,
                        "provider",
                        "\u00df \ud801\udd97\u01c5 \u0131",
                        "providerRequestId",
                        "  ",
                        "providerCostUsd",
                        "1000000000")));

        assertThat(rows(jobId)).singleElement().asString().endsWith(" - WORKER:1000000000000000000 300000000");
    }

    @Test
    void settlesThoughNamesHaveControlCharacters() {
        String byRest = studio.tenImages();
        String byMessage = studio.tenImages();

        ok(studio.complete(
                byRest,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "delivered",
                        1,
                        "provider",
                        "b\u0007fl",
                        "providerRequestId",
                        "\u001freq\u0007-5")));
        worker.answersAtOnce(
                ("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":1,\"provider\":\"\\u0001\","
                                + "\"providerRequestId\":\"req\\u0001-6\"}")
                        .formatted(byMessage),
                1);
        studio.awaitStatus(byMessage, "SUCCEEDED");

        assertThat(rows(byRest)).containsExactly("SUCCEEDED IMAGE FLUX_2_PRO IMAGE 1 BFL req-5 - 30000000");
        assertThat(rows(byMessage)).containsExactly("SUCCEEDED IMAGE FLUX_2_PRO IMAGE 1 - req-6 - 30000000");
    }

    @Test
    void believesATimeBetweenAdmissionAndNowOnly() {
        String done = studio.tenImages();
        String earlier = studio.tenImages();
        Instant admitted = Instant.parse(studio.job(done).text("createdAt"));
        Instant told = admitted.plusNanos(1_000);

        ok(studio.complete(done, Map.of("outcome", "SUCCEEDED", "delivered", 1, "completedAt", told.toString())));
        ok(studio.complete(
                earlier, Map.of("outcome", "SUCCEEDED", "delivered", 1, "completedAt", "2026-01-31T12:00:00Z")));

        assertThat(at(done)).isEqualTo(told);
        assertThat(at(earlier)).isAfter(admitted);
    }

    private Instant at(String jobId) {
        return Instant.parse(UsageRows.strings(
                        service,
                        "SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM usage_record"
                                + " WHERE work_id = ?",
                        UUID.fromString(jobId))
                .get(0));
    }

    private List<String> rows(String jobId) {
        return UsageRows.of(service, jobId);
    }
}
