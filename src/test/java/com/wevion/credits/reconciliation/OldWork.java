package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TestTeam;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A chat message and a job that were charged, and what the API says of them when they are archived. */
final class OldWork {
    private static final Map<String, Object> JOB = Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 10);
    private static final Map<String, Object> DONE = Map.of("outcome", "SUCCEEDED", "delivered", 10);
    private static final Map<String, Object> ANSWERED =
            Map.of("outcome", "SUCCEEDED", "inputTokens", 2_000, "outputTokens", 1_000);

    private final LocalService service;
    private final ScratchDatabase database;
    private final Api admin;
    private final TestTeam team;
    private final String key = "key-" + UUID.randomUUID();
    private final Answer admitted;
    private final Answer finished;
    private final Answer queued;
    private final Answer completed;
    private final Object history;

    OldWork(LocalService service, ScratchDatabase database) {
        this.service = service;
        this.database = database;
        admin = Api.superAdmin(service);
        team = TestTeam.withCredits(service, "5000");
        ok(admin.patch(team.path("/settings"), Map.of("creativeFunding", "CREDITS")));
        admitted = ok(team.owner().post(team.path("/chat/messages"), Chat.TYPICAL, key));
        finished = ok(finish(ANSWERED));
        queued = ok(team.owner().post(team.path("/jobs"), JOB, key));
        Awaitility.await().until(() -> database.count("SELECT count(*) FROM outbox") == 0);
        completed = ok(complete(DONE));
        history = team.history();
    }

    private Answer finish(Map<String, Object> completion) {
        return Chat.complete(team.host(), team, admitted.text("messageId"), completion);
    }

    private Answer complete(Map<String, Object> completion) {
        return Api.host(service).post("/jobs/" + queued.text("jobId") + "/completion", completion);
    }

    /** Dates it 500 days back, besides its entries. */
    void putBack() {
        String by = " - interval '500 days'";
        database.executeAsSuperuser("UPDATE hold SET created_at = created_at" + by + ", expires_at = expires_at" + by
                + ", ended_at = ended_at" + by + " WHERE team_id = '" + team.id() + "';"
                + " UPDATE job SET created_at = created_at" + by + " WHERE team_id = '" + team.id() + "';"
                + " UPDATE usage_record SET at = at" + by + " WHERE work_id IN (SELECT id FROM hold WHERE team_id = '"
                + team.id() + "')");
    }

    /** Repetitions get the first answers, and charge nothing; what contradicts them is refused. */
    void isAnsweredAsAtFirst() {
        Answer again = ok(team.owner().post(team.path("/chat/messages"), Chat.TYPICAL, key));
        assertThat(again.replayed()).isTrue();
        for (String field : List.of("messageId", "status", "held", "available", "unit")) {
            assertThat(again.text(field)).as(field).isEqualTo(admitted.text(field));
        }
        assertThat(ok(finish(ANSWERED)).json()).isEqualTo(finished.json());
        Answer job = ok(team.owner().post(team.path("/jobs"), JOB, key));
        assertThat(job.replayed()).isTrue();
        for (String field :
                List.of("jobId", "status", "engine", "quantity", "quoted", "held", "available", "catalogVersion")) {
            assertThat(job.text(field)).as(field).isEqualTo(queued.text(field));
        }
        assertThat(ok(complete(DONE)).json()).isEqualTo(completed.json());
        assertThat(team.owner()
                        .post(
                                team.path("/jobs"),
                                Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 9),
                                key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(complete(Map.of("outcome", "SUCCEEDED", "delivered", 9)).problem())
                .isEqualTo("archived");
        assertThat(finish(Map.of("outcome", "SUCCEEDED", "inputTokens", 1, "outputTokens", 1))
                        .problem())
                .isEqualTo("archived");
        assertThat(database.count("SELECT count(*) FROM hold WHERE team_id = '" + team.id() + "'"))
                .isZero();
    }

    /** 410 with the horizon to whoever may see the work, 404 to others; lists say where they end. */
    void isSaidToBeArchived(LocalDate horizon) {
        String job = "/jobs/" + queued.text("jobId");
        String message = "/chat/messages/" + admitted.text("messageId");
        for (Answer answer : List.of(
                team.owner().get(team.path(job)),
                team.owner().post(team.path(job + "/cancellation"), null),
                team.owner().get(team.path(message)),
                admin.get("/margins?from=" + horizon.minusDays(1) + "&to=" + horizon + "&groupBy=engine"),
                admin.post(
                        "/reconciliation/runs",
                        Map.of(
                                "from",
                                horizon.plusDays(91) + "T00:00:00Z",
                                "to",
                                horizon.plusDays(93) + "T00:00:00Z")))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(410);
            assertThat(answer.problem()).isEqualTo("archived");
            assertThat(answer.text("archivedBefore")).isEqualTo(horizon.toString());
        }
        TestTeam other = TestTeam.paid(service);
        assertThat(other.owner().get(other.path(job)).status()).isEqualTo(404);
        assertThat(other.owner().get(other.path(message)).status()).isEqualTo(404);
        assertThat(ok(team.owner().get(team.path("/jobs"))).json().path("items"))
                .isEmpty();
        assertThat(ok(team.owner().get("/retention")).text("archivedBefore")).isEqualTo(horizon.toString());
        assertThat(admin.get("/margins?from=" + horizon + "&to=" + horizon.plusDays(1) + "&groupBy=engine")
                        .status())
                .isEqualTo(200);
    }

    /** The charges are where they were, with their explanations. */
    void isInTheHistory() {
        assertThat((Object) team.history()).isEqualTo(history);
        assertThat(ok(team.owner().get(team.path("/transactions/CREDITS/2")))
                        .json()
                        .at("/explanation/held")
                        .asText())
                .isEqualTo("63");
        assertThat(team.balance("credits.balance")).isEqualTo(completed.text("balance"));
    }
}
