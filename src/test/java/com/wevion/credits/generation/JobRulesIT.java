package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The permissions for jobs, their refusals, and lists. */
@WithService(engines = false)
class JobRulesIT {
    private static final Map<String, Object> ORDER = Map.of("service", "IMAGE", "engine", "AUTO");

    private final LocalService service;
    private Studio studio;

    JobRulesIT(LocalService service) {
        this.service = service;
    }

    @BeforeEach
    void open() {
        studio = new Studio(service);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | unpriceable       | {\"service\":\"IMAGE\",\"engine\":\"DALL_E\"}",
                "422 | unpriceable       | {\"service\":\"IMAGE\",\"engine\":\"KLING_2_6\"}",
                "422 | unpriceable       | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"variants\":0}",
                "422 | unpriceable       | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"variants\":11}",
                "422 | unpriceable       | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"variants\":-1}",
                "422 | unpriceable       | {\"service\":\"AVATAR\",\"engine\":\"DEFAULT\",\"seconds\":91}",
                "422 | unpriceable       | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":9223372036854775807}",
                "422 | unpriceable       | {\"service\":\"TTS\",\"engine\":\"AUTO\",\"script\":\"\"}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":9223372036854775808}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":1e999999999}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":2.5}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":\"10\"}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\"}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"variants\":1}",
                "400 | validation        | {\"service\":\"VIDEO\",\"engine\":\"AUTO\",\"seconds\":1,\"script\":\"x\"}",
                "400 | validation        | {\"service\":\"TTS\",\"engine\":\"AUTO\",\"characters\":1,\"script\":\"x\"}",
                "400 | validation        | {\"service\":\"CHAT\",\"engine\":\"DEFAULT\"}",
                "400 | validation        | {\"service\":\"SMELL\",\"engine\":\"AUTO\"}",
                "400 | validation        | {\"service\":\"IMAGE\"}",
                "400 | validation        | {\"engine\":\"AUTO\"}",
                "400 | validation        | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"price\":\"0\"}",
                "400 | validation        | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"parameters\":[]}",
                "400 | malformed-request | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"variants\":NaN}",
                "400 | malformed-request | {\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"engine\":\"AUTO\"}",
                "400 | malformed-request | {\"service\":\"IMAGE\",\"engine\":\"AUTO\"} {}",
                "400 | malformed-request | {\"service\":\"IMAGE\""
            })
    void refusesWhatMakesNoSenseAndChangesNothing(int status, String problem, String body) {
        Api.Answer answer = studio.buyer().send("POST", "/api/v1" + jobs(), body, "Idempotency-Key", "k");

        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(studio.held()).isEqualTo("0");
        assertThat(ok(studio.buyer().get(jobs())).json().get("items")).isEmpty();
    }

    @Test
    void passesOnWhateverNumbersTheParametersHold() {
        Api.Answer queued = ok(studio.buyer()
                .send(
                        "POST",
                        "/api/v1" + jobs(),
                        "{\"service\":\"IMAGE\",\"engine\":\"AUTO\",\"parameters\":{\"seed\":1e999999999,\"n\":12345678901234567890}}",
                        "Idempotency-Key",
                        "k"));

        assertThat(studio.job(queued.text("jobId")).body()).contains("12345678901234567890", "1E+999999999");
    }

    @Test
    void needsAnIdempotencyKey() {
        assertThat(studio.buyer().send("POST", "/api/v1" + jobs(), ORDER).problem())
                .isEqualTo("validation");
    }

    @Test
    void takesJobsOfMediaBuyersAndAboveOnly_S4_D12() {
        assertThat(studio.team().member("VIEWER").post(jobs(), ORDER).problem()).isEqualTo("forbidden");
        assertThat(studio.team().member("FINANCE").post(jobs(), ORDER).problem())
                .isEqualTo("forbidden");
        assertThat(studio.team().member("MANAGER").post(jobs(), ORDER).status()).isEqualTo(202);
        assertThat(new Studio(service).buyer().post(jobs(), ORDER).problem()).isEqualTo("not-found");
        assertThat(Api.host(service).post(jobs(), ORDER).problem()).isEqualTo("validation");
        assertThat(Api.host(service)
                        .post(
                                jobs(),
                                Map.of(
                                        "service", "IMAGE",
                                        "engine", "AUTO",
                                        "userId", studio.buyer().userId()))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void takesJobsOfPaidTeamsWithTheCreativeHubOnly_S4() {
        studio.team().describe("PRO", "AI_CHAT");
        assertThat(studio.submit(ORDER).problem()).isEqualTo("forbidden");
        studio.team().describe("FREE", "AI_CHAT", "CREATIVE_HUB");
        assertThat(studio.submit(ORDER).problem()).isEqualTo("plan-required");
    }

    @Test
    void refusesAJobThatDoesNotFitUnderTheMembersCap_D13() {
        Api capped = studio.team().member("MEDIA_BUYER", Map.of("monthlyCapUsd", "0.05"));

        ok(capped.post(jobs(), ORDER));

        Api.Answer refusal = capped.post(jobs(), ORDER);
        assertThat(refusal.problem()).isEqualTo("member-cap-exceeded");
        assertThat(refusal.text("cap")).isEqualTo("0.05");
        assertThat(refusal.text("used")).isEqualTo("0.03");
    }

    @Test
    void asksEveryWorkerToGiveUpAJobThatWasSent_D20() {
        try (Worker worker = new Worker(service);
                Worker other = new Worker(service)) {
            String jobId = studio.sent();

            Api.Answer asked = cancel(studio.buyer(), jobId);

            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.text("status")).isEqualTo("CANCELLING");
            assertThat(worker.cancellation(jobId).get("teamId").asText())
                    .isEqualTo(studio.team().id().toString());
            assertThat(other.cancellation(jobId).has("requestedAt")).isTrue();
            assertThat(cancel(studio.buyer(), jobId).status()).isEqualTo(202);
            assertThat(studio.held()).isEqualTo("0.3");
            assertThat(ids("?status=CANCELLING")).containsExactly(jobId);
            assertThat(ids("?status=QUEUED")).isEmpty();

            worker.succeeds(jobId, 7);

            studio.awaitStatus(jobId, "SUCCEEDED");
            assertThat(studio.accrued()).isEqualTo("0.21");
            assertThat(studio.held()).isEqualTo("0");
            assertThat(cancel(studio.buyer(), jobId).problem()).isEqualTo("conflict");
        }
    }

    @Test
    void releasesACancelledJobAndRecordsItsCompletionAsLate_D8() {
        String jobId = studio.cancelling();
        ok(studio.failed(jobId, "CANCELLED"));

        assertThat(studio.held()).isEqualTo("0");
        assertThat(cancel(studio.buyer(), jobId).status()).isEqualTo(200);
        Api.Answer late = studio.succeeded(jobId, 10);
        assertThat(late.problem()).isEqualTo("conflict");
        assertThat(studio.anomaliesOf(jobId)).containsExactly("LATE");
        assertThat(studio.accrued()).isEqualTo("0");
        assertThat(studio.job(jobId).text("status")).isEqualTo("CANCELLED");
    }

    @Test
    void doesNotCancelWhatHasFinished() {
        String succeeded = studio.tenImages();
        String failed = studio.tenImages();
        ok(studio.succeeded(succeeded, 10));
        ok(studio.failed(failed, "TIMEOUT"));

        assertThat(cancel(studio.buyer(), succeeded).problem()).isEqualTo("conflict");
        assertThat(cancel(studio.buyer(), failed).problem()).isEqualTo("conflict");
    }

    @Test
    void letsOnlyThePersonManagersAndServicesCancel_D12() {
        String jobId = studio.tenImages();

        assertThat(cancel(studio.team().member("MEDIA_BUYER"), jobId).problem()).isEqualTo("not-found");
        assertThat(cancel(studio.team().member("FINANCE"), jobId).problem()).isEqualTo("forbidden");
        assertThat(cancel(studio.team().member("VIEWER"), jobId).problem()).isEqualTo("forbidden");
        assertThat(cancel(new Studio(service).team().owner(), jobId).problem()).isEqualTo("not-found");
        assertThat(cancel(studio.team().member("MANAGER"), jobId).status()).isIn(200, 202);
        assertThat(cancel(Api.host(service), studio.tenImages()).status()).isIn(200, 202);
    }

    @Test
    void listsJobsNewestFirstByPagesAndFilters() {
        String first = studio.tenImages();
        String second = studio.queued("VIDEO", "KLING_2_6", "seconds", 10);
        String third = studio.tenImages();
        ok(studio.succeeded(first, 10));

        assertThat(ids("?limit=2")).containsExactly(third, second);
        String cursor = ok(studio.buyer().get(jobs() + "?limit=2")).text("nextCursor");
        assertThat(ids("?limit=2&cursor=" + cursor)).containsExactly(first);
        assertThat(ids("?status=SUCCEEDED")).containsExactly(first);
        assertThat(ids("?status=QUEUED")).containsExactly(third, second);
        assertThat(ids("?service=VIDEO")).containsExactly(second);
        assertThat(ids("?engine=FLUX_2_PRO")).containsExactly(third, first);
        assertThat(ids("?status=CANCELLED")).isEmpty();
        for (String bad : List.of("status=DONE", "service=X", "userId=1", "limit=0", "cursor=%00")) {
            assertThat(studio.buyer().get(jobs() + "?" + bad).problem()).isEqualTo("validation");
        }
    }

    @Test
    void showsMediaBuyersTheirOwnJobsOnly_D12() {
        String jobId = studio.tenImages();
        Api other = studio.team().member("MEDIA_BUYER");

        assertThat(ok(other.get(jobs())).json().get("items")).isEmpty();
        assertThat(other.get(jobs() + "?userId=" + studio.buyer().userId()).problem())
                .isEqualTo("forbidden");
        assertThat(other.get(jobs() + "/" + jobId).problem()).isEqualTo("not-found");
        assertThat(ok(studio.team().member("FINANCE").get(jobs())).json().get("items"))
                .hasSize(1);
        assertThat(studio.team().member("VIEWER").get(jobs()).problem()).isEqualTo("forbidden");
    }

    private Api.Answer cancel(Api caller, String jobId) {
        return caller.send("POST", "/api/v1" + jobs() + "/" + jobId + "/cancellation", null);
    }

    private List<String> ids(String query) {
        return ok(studio.buyer().get(jobs() + query)).json().get("items").findValuesAsText("jobId");
    }

    private String jobs() {
        return studio.team().path("/jobs");
    }
}
