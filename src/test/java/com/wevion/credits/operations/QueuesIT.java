package com.wevion.credits.operations;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The waiting work in a running service without workers. */
@WithService(engines = false)
class QueuesIT {
    private final LocalService service;
    private final Api admin;

    QueuesIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    @Test
    void countsJobsAndMessagesUntilTheyEnd() {
        TestTeam team = TestTeam.withCredits(service, "100");
        JsonNode before = queues();

        String job = ok(team.owner().post(team.path("/jobs"), Map.of("service", "IMAGE", "engine", "FLUX_2_PRO")))
                .text("jobId");
        String message = ok(Chat.admit(team.owner(), team)).text("messageId");

        JsonNode during = queues();
        assertThat(during.at("/jobs/waiting").asLong())
                .isEqualTo(before.at("/jobs/waiting").asLong() + 1);
        assertThat(during.at("/holds/open").asLong())
                .isEqualTo(before.at("/holds/open").asLong() + 2);
        assertThat(during.at("/jobs/oldestAt").asText()).isNotEmpty();
        ok(Chat.complete(team.host(), team, message, Map.of("outcome", "FAILED", "failure", "TIMEOUT")));
        ok(team.host().post("/jobs/" + job + "/completion", Map.of("outcome", "FAILED", "failure", "TIMEOUT")));
        assertThat(queues().get("holds")).isEqualTo(before.get("holds"));
        assertThat(queues().get("jobs")).isEqualTo(before.get("jobs"));
    }

    @Test
    void hasEveryQueueAndItsBound() {
        JsonNode queues = queues();

        assertThat(queues.fieldNames())
                .toIterable()
                .containsExactly(
                        "at",
                        "countedUpTo",
                        "outbox",
                        "jobs",
                        "deadLetters",
                        "stripeEvents",
                        "webhooks",
                        "mails",
                        "holds",
                        "purchases",
                        "breaks",
                        "refusedImports",
                        "reconciliation",
                        "imports",
                        "verifications",
                        "nightly",
                        "nightlyRunAt");
        assertThat(queues.get("countedUpTo").asInt()).isEqualTo(10_000);
    }

    @Test
    void isForSuperAdminsOnly_D12() {
        assertThat(Api.person(service, UUID.randomUUID()).get("/queues").problem())
                .isEqualTo("forbidden");
        assertThat(Api.host(service).get("/queues").problem()).isEqualTo("forbidden");
        assertThat(Api.nobody(service).get("/queues").problem()).isEqualTo("unauthenticated");
    }

    private JsonNode queues() {
        return ok(admin.get("/queues")).json();
    }
}
