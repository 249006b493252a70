package com.wevion.credits.privacy;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The personal data that a running service keeps, and its erasure. */
@WithService(engines = false)
class PersonalDataIT {
    private final TestTeam team;
    private final Api admin;
    private final Api person;

    PersonalDataIT(LocalService service) {
        team = TestTeam.withCredits(service, "1000");
        admin = Api.superAdmin(service);
        person = team.join(UUID.randomUUID(), "Nadia Name", "MANAGER", Map.of());
    }

    @Test
    void tellsWhatIsKeptOfAPerson() {
        person.patch(team.path("/settings"), Map.of("lowBalanceThreshold", "1"));
        asks();

        Api.Answer kept = ok(admin.get(path(person)));

        JsonNode membership = kept.json().at("/memberships/0");
        assertThat(membership.path("teamId").asText()).isEqualTo(team.id().toString());
        assertThat(membership.path("displayName").asText()).isEqualTo("Nadia Name");
        assertThat(kept.json().at("/requests/0/reason").asText()).isEqualTo("for my launch");
        assertThat(kept.body()).contains("127.0.0.1", "Person " + person.userId());
        assertThat(ok(admin.get(membership.path("history").asText())).status()).isEqualTo(200);
        assertThat(kept.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(".json");
    }

    @Test
    void erasesThePersonAndLeavesTheBooksAndTheAuditLogWhole() {
        Chat.charged(person, team, 1_000, 1_000);
        String approval = asks();
        ok(team.owner().post(team.path("/approvals/" + approval + "/refusal"), Map.of("reason", "Sorry, Nadia")));
        person.patch(team.path("/settings"), Map.of("lowBalanceThreshold", "1"));
        assertThat(team.history().get(0).at("/user/displayName").asText()).isEqualTo("Nadia Name");
        assertThat(admin.delete(path(person)).problem()).isEqualTo("conflict");
        ok(team.owner().delete(team.path("/members/" + person.userId())));

        ok(admin.delete(path(person)));
        ok(admin.delete(path(person)));

        JsonNode line = team.history().get(0);
        assertThat(line.at("/user/displayName").asText()).isEqualTo("(erased)");
        assertThat(line.at("/user/id").asText()).isEqualTo(person.userId().toString());
        JsonNode log = ok(admin.get("/audit-log?limit=200&teamId=" + team.id())).json();
        assertThat(log.toString())
                .contains(person.userId().toString(), "MEMBER_REMOVED")
                .doesNotContain("Nadia", "my launch", "Person " + person.userId());
        assertThat(ok(team.owner().get(team.path("/approvals"))).body())
                .contains(approval, "REFUSED")
                .doesNotContain("Nadia", "my launch");
        assertThat(ok(admin.get(path(person))).json().get("auditValues")).isEmpty();
        assertThat(ok(admin.get("/audit-log?action=PERSON_ERASED&objectId=" + person.userId()))
                        .json()
                        .get("items"))
                .hasSize(1);
        verify();
    }

    private String asks() {
        return ok(person.post(
                        team.path("/approvals"),
                        Map.of("kind", "MORE_CREDITS", "credits", "5", "reason", "for my launch")))
                .text("approvalId");
    }

    @Test
    void isForOperators() {
        assertThat(team.owner().get(path(person)).status()).isEqualTo(403);
        assertThat(team.owner().delete(path(person)).status()).isEqualTo(403);
        assertThat(team.host().delete(path(person)).status()).isEqualTo(403);
        assertThat(admin.get("/people/nobody/personal-data").status()).isEqualTo(404);
    }

    /** The verifier looks at the ledger and at the audit log. */
    private void verify() {
        String run = ok(admin.post("/ledger/verifications", Map.of())).text("verificationId");
        await().until(() -> ok(admin.get("/ledger/verifications/" + run)).text("status"), "PASSED"::equals);
    }

    private static String path(Api whose) {
        return "/people/" + whose.userId() + "/personal-data";
    }
}
