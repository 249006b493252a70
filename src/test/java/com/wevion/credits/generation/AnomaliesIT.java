package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.UsageRows;
import com.wevion.credits.dev.WithService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusable data about the provider: it never prevents a settlement, and is shown to operators (D22). */
@WithService(engines = false)
class AnomaliesIT {
    private static final String TOLD_BADLY = "\"provider\":\"\",\"providerRequestId\":7,\"providerCostUsd\":\"-1\"";

    private final LocalService service;
    private final Api admin;
    private Studio studio;
    private Worker worker;
    private TestTeam team;

    AnomaliesIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @BeforeEach
    void open() {
        studio = new Studio(service);
        worker = new Worker(service);
        team = studio.team();
        team.adjust("CREDITS", "5000");
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"provider\":\"\"",
                "\"provider\":\" \"",
                "\"provider\":\"a\\u0000\"",
                "\"provider\":\"\\ud800\"",
                "\"provider\":{\"name\":[\"\\u0000\"]}",
                "\"providerRequestId\":\"\"",
                "\"providerRequestId\":123456789",
                "\"providerRequestId\":\"\\u0000\\u0000\"",
                "\"providerCostUsd\":\"-1\"",
                "\"providerCostUsd\":\"abc\"",
                "\"providerCostUsd\":\"\"",
                "\"providerCostUsd\":0.25",
                "\"providerCostUsd\":\"1e2\"",
                "\"providerCostUsd\":\"99999999999\"",
                "\"providerCostUsd\":1e999999999"
            })
    void settlesMessagesAndJobsWhateverIsToldOfTheProvider_D22(String told) {
        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        String byRest = studio.tenImages();
        String byMessage = studio.tenImages();

        ok(Chat.complete(
                team.host(),
                team,
                message,
                "{\"outcome\":\"SUCCEEDED\",\"inputTokens\":2000,\"outputTokens\":1000," + told + "}"));
        ok(complete(byRest, told));
        worker.answers("{\"jobId\":\"%s\",\"outcome\":\"SUCCEEDED\",\"delivered\":10,%s}".formatted(byMessage, told));
        studio.awaitStatus(byMessage, "SUCCEEDED");

        assertThat(team.balance("credits.balance")).isEqualTo("4937");
        assertThat(studio.accrued()).isEqualTo("0.6");
        for (String work : List.of(message, byRest, byMessage)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(studio.anomaliesOf(work)).containsExactly("UNUSABLE"));
        }
    }

    @Test
    void settlesNamesAsLongAsTheyComeAndKeepsThoseThatAreShortEnough_D22() {
        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        String job = studio.tenImages();
        String told = "\"provider\":\"%s\",\"providerRequestId\":\"%s\"".formatted("p".repeat(255), "r".repeat(10_000));

        ok(Chat.complete(team.host(), team, message, "{\"outcome\":\"FAILED\",\"failure\":\"TIMEOUT\"," + told + "}"));
        ok(complete(job, told));

        assertThat(UsageRows.of(service, job))
                .containsExactly("SUCCEEDED IMAGE FLUX_2_PRO IMAGE 10 " + "P".repeat(255) + " - - 300000000");
        assertThat(UsageRows.of(service, message)).as("no trace of it").isEmpty();
        for (String work : List.of(message, job)) {
            assertThat(ofTeam("&kind=UNUSABLE")).anySatisfy(anomaly -> {
                assertThat(anomaly.get("workId").asText()).isEqualTo(work);
                JsonNode unusable = anomaly.at("/details/unusable");
                assertThat(unusable).hasSize(1);
                assertThat(unusable.at("/0/field").asText()).isEqualTo("providerRequestId");
                assertThat(unusable.at("/0/told").asText()).isEqualTo("r".repeat(200));
                assertThat(unusable.at("/0/problem").asText()).isEqualTo("must have at most 255 characters");
            });
        }
    }

    @Test
    void recordsOnceWhatIsReportedTwiceAndEndsAJobWhoseTimeCannotBeUsed_D22() {
        String job = studio.tenImages();

        Api.Answer first = ok(complete(job, TOLD_BADLY + ",\"completedAt\":\"yesterday\""));
        Api.Answer again = ok(complete(job, TOLD_BADLY + ",\"completedAt\":\"yesterday\""));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(studio.anomaliesOf(job)).containsExactly("UNUSABLE");
        assertThat(ofTeam("").get(0).at("/details/unusable").findValuesAsText("field"))
                .containsExactly("provider", "providerRequestId", "providerCostUsd", "completedAt");
        assertThat(ok(complete(job, "\"provider\":\"BFL\"")).body())
                .as("what is told makes no other report")
                .isEqualTo(first.body());
    }

    @Test
    void showsAnomaliesOfEveryKindNewestFirst_D7_D8_D22() {
        String surplus = studio.tenImages();
        String contradicted = studio.tenImages();
        String message = ok(Chat.admit(team.owner(), team)).text("messageId");
        ok(studio.succeeded(surplus, 11));
        ok(studio.succeeded(contradicted, 1));
        assertThat(studio.failed(contradicted, "TIMEOUT").status()).isEqualTo(409);
        ok(Chat.complete(
                team.host(), team, message, "{\"outcome\":\"FAILED\",\"failure\":\"TIMEOUT\"," + TOLD_BADLY + "}"));

        List<JsonNode> all = ofTeam("");

        assertThat(all)
                .extracting(anomaly -> anomaly.get("kind").asText() + " "
                        + anomaly.get("work").asText() + " "
                        + anomaly.get("workId").asText())
                .containsExactly(
                        "UNUSABLE CHAT_MESSAGE " + message,
                        "CONTRADICTION JOB " + contradicted,
                        "SURPLUS JOB " + surplus);
        assertThat(all).allSatisfy(anomaly -> {
            assertThat(anomaly.get("teamId").asText()).isEqualTo(team.id().toString());
            assertThat(anomaly.get("teamName").asText()).isEqualTo("Team " + team.id());
            assertThat(anomaly.get("at").asText()).isNotEmpty();
        });
        assertThat(all.get(1).at("/details/failure").asText()).isEqualTo("TIMEOUT");
        assertThat(ofTeam("&kind=SURPLUS")).containsExactly(all.get(2));
        assertThat(pages(all.size())).isEqualTo(all);
        assertThat(ok(admin.get("/anomalies?limit=200")).json().get("items")).containsAll(all);
    }

    @Test
    void showsAnomaliesToSuperAdminsOnly_D12() {
        assertThat(team.owner().get("/anomalies").problem()).isEqualTo("forbidden");
        assertThat(Api.host(service).get("/anomalies").problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get("/anomalies").problem()).isEqualTo("unauthenticated");
        for (String wrong : List.of("kind=OTHER", "teamId=x", "limit=0", "cursor=x", "cursor=e30")) {
            assertThat(admin.get("/anomalies?" + wrong).problem()).as(wrong).isEqualTo("validation");
        }
        assertThat(ok(admin.get("/anomalies?teamId=" + UUID.randomUUID()))
                        .json()
                        .get("items"))
                .isEmpty();
    }

    private Api.Answer complete(String jobId, String told) {
        return Api.host(service)
                .send(
                        "POST",
                        "/api/v1/jobs/" + jobId + "/completion",
                        "{\"outcome\":\"SUCCEEDED\",\"delivered\":10," + told + "}");
    }

    private List<JsonNode> ofTeam(String further) {
        List<JsonNode> found = new ArrayList<>();
        ok(admin.get("/anomalies?teamId=" + team.id() + further))
                .json()
                .get("items")
                .forEach(found::add);
        return found;
    }

    /** The same one by one. */
    private List<JsonNode> pages(int max) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null && found.size() < max) {
            Api.Answer page = ok(admin.get("/anomalies?limit=1&teamId=" + team.id() + cursor));
            page.json().get("items").forEach(found::add);
            cursor = page.text("nextCursor") == null ? null : "&cursor=" + page.text("nextCursor");
        }
        assertThat(cursor).isNull();
        return found;
    }
}
