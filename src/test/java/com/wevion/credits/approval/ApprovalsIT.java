package com.wevion.credits.approval;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A member asks for a higher cap, and another person decides (D13). */
@WithService(setsClock = true)
class ApprovalsIT {
    private final LocalService service;
    private final TestTeam team;
    private final Api mia;

    ApprovalsIT(LocalService service) {
        this.service = service;
        team = TestTeam.withCredits(service, "1000");
        mia = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "50"));
    }

    @Test
    void letsAMemberSpendMoreOnceTheOwnerHasApproved_D13() {
        Chat.charged(mia, team, 5_000, 1_000);
        assertThat(Chat.admit(mia, team).problem()).isEqualTo("member-cap-exceeded");
        String approval = ok(ask("500", null)).text("approvalId");
        assertThat(Chat.admit(mia, team).problem()).isEqualTo("member-cap-exceeded");

        Api.Answer approved = ok(team.owner().post(path(approval, "approval"), null));

        assertThat(approved.text("state")).isEqualTo("APPROVED");
        assertThat(approved.text("decidedBy")).isEqualTo(team.owner().userId().toString());
        ok(Chat.admit(mia, team));
        assertThat(ok(team.owner().post(path(approval, "approval"), null)).body())
                .isEqualTo(approved.body());
        assertThat(Requests.actions(team))
                .containsSubsequence("MEMBER_CHANGED", "APPROVAL_GIVEN", "APPROVAL_ASKED")
                .filteredOn("APPROVAL_GIVEN"::equals)
                .hasSize(1);
    }

    @Test
    void setsATemporaryRaiseBackByItself() {
        Instant end = service.now().plusSeconds(3_600);
        approved(ask("500", end.toString()));
        assertThat(cap()).isEqualTo("500");

        service.setClock(end.plusSeconds(1));

        await().until(this::cap, "50"::equals);
        await().until(() -> Requests.actions(team).contains("APPROVAL_ENDED"));
    }

    @Test
    void setsARaiseUponATemporaryOneBackToTheCapBeforeBoth() {
        Instant first = service.now().plusSeconds(3_600);
        Instant second = first.plusSeconds(3_600);
        approved(ask("500", first.toString()));
        approved(ask("900", second.toString()));

        service.setClock(first.plusSeconds(1));
        await().until(() -> Requests.actions(team).contains("APPROVAL_ENDED"));
        assertThat(cap()).isEqualTo("900");
        service.setClock(second.plusSeconds(1));

        await().until(this::cap, "50"::equals);
    }

    private void approved(Api.Answer asked) {
        ok(team.owner().post(path(ok(asked).text("approvalId"), "approval"), null));
    }

    @Test
    void leavesACapAloneThatSomebodyHasChangedSince() {
        Instant end = service.now().plusSeconds(3_600);
        approved(ask("500", end.toString()));
        ok(team.owner().put(team.path("/members/" + mia.userId()), Map.of("monthlyCapCredits", "70")));

        service.setClock(end.plusSeconds(1));

        await().until(() -> Requests.actions(team).contains("APPROVAL_ENDED"));
        assertThat(cap()).isEqualTo("70");
    }

    @Test
    void expiresWhatNobodyDecides() {
        String approval = ok(ask("500", null)).text("approvalId");

        service.setClock(service.now().plusSeconds(168 * 3_600 + 1));

        await().until(() -> Requests.actions(team).contains("APPROVAL_EXPIRED"));
        assertThat(team.owner().post(path(approval, "approval"), null).problem())
                .isEqualTo("conflict");
        assertThat(cap()).isEqualTo("50");
    }

    @Test
    void isDecidedByAnotherPersonOnce() throws InterruptedException {
        ok(team.host().put(team.path("/members/" + mia.userId()), Map.of("role", "ADMIN")));
        String approval = ok(ask("500", null)).text("approvalId");
        assertThat(mia.post(path(approval, "approval"), null).problem()).isEqualTo("forbidden");
        Api admin = team.member("ADMIN");

        var answers = Crowd.of(
                        8,
                        number -> number % 2 == 0
                                ? admin.post(path(approval, "refusal"), Map.of("reason", "no"))
                                        .status()
                                : team.owner()
                                        .post(path(approval, "approval"), null)
                                        .status())
                .stream()
                .map(Crowd.Result::value)
                .toList();

        assertThat(answers)
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(4);
        assertThat(Requests.actions(team))
                .filteredOn(
                        action -> List.of("APPROVAL_GIVEN", "APPROVAL_REFUSED").contains(action))
                .hasSize(1);
    }

    @Test
    void refusesWhatCannotBeAskedFor() {
        assertThat(ask("50", null).problem()).isEqualTo("validation");
        assertThat(ask("500", service.now().minusSeconds(1).toString()).problem())
                .isEqualTo("validation");
        assertThat(team.owner()
                        .post(team.path("/approvals"), Map.of("account", "CREDITS", "monthlyCap", "5"))
                        .problem())
                .isEqualTo("conflict");
        ok(ask("500", null));
        assertThat(ask("600", null).problem()).isEqualTo("conflict");
        assertThat(TestTeam.paid(service)
                        .owner()
                        .post(team.path("/approvals"), Map.of("account", "CREDITS", "monthlyCap", "5"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsMembersTheirOwnAndTheOwnerAll() {
        ok(ask("500", null));
        Api other = team.member("MEDIA_BUYER");

        assertThat(ok(mia.get(team.path("/approvals"))).json().get("items")).hasSize(1);
        assertThat(ok(other.get(team.path("/approvals"))).json().get("items")).isEmpty();
        assertThat(ok(team.owner().get(team.path("/approvals?state=ASKED")))
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(other.post(path(UUID.randomUUID().toString(), "approval"), null)
                        .status())
                .isEqualTo(403);
    }

    private Api.Answer ask(String cap, String until) {
        Map<String, Object> wanted = new HashMap<>(Map.of("account", "CREDITS", "monthlyCap", cap, "reason", "busy"));
        wanted.put("until", until);
        return mia.post(team.path("/approvals"), wanted);
    }

    private String path(String approval, String decision) {
        return team.path("/approvals/" + approval + "/" + decision);
    }

    private String cap() {
        return Requests.item(
                        team.owner().get(team.path("/members?limit=200")),
                        "userId",
                        mia.userId().toString())
                .path("monthlyCapCredits")
                .asText();
    }
}
