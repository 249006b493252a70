package com.wevion.credits.approval;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members ask for more than a cap. */
@WithService(setsClock = true)
class WishesIT {
    private final LocalService service;
    private final TestTeam team;

    WishesIT(LocalService service) {
        this.service = service;
        team = TestTeam.paid(service);
    }

    @Test
    void membersAskForALimitForATime_D21() {
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeSpendingLimit", "50")));
        Instant end = service.now().plusSeconds(3_600);
        Api mia = team.member("MEDIA_BUYER");

        Api.Answer asked = ok(mia.post(
                team.path("/approvals"),
                Map.of("kind", "SPENDING_LIMIT", "spendingLimit", "70", "until", end.toString())));
        ok(team.owner().post(team.path("/approvals/" + asked.text("approvalId") + "/approval"), null));
        assertThat(present()).isEqualTo("70");

        service.setClock(end.plusSeconds(1));

        await().until(this::present, "50"::equals);
        await().until(() -> Requests.actions(team).contains("APPROVAL_ENDED"));
    }

    @Test
    void membersAskForCreditsWhichNoApprovalBuys() {
        Api mia = team.member("MEDIA_BUYER");

        Api.Answer asked = ok(mia.post(
                team.path("/approvals"), Map.of("kind", "MORE_CREDITS", "credits", "500", "reason", "the launch")));
        ok(team.owner().post(team.path("/approvals/" + asked.text("approvalId") + "/approval"), null));

        assertThat(Requests.item(mia.get(team.path("/approvals")), asked)
                        .path("state")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(team.history()).isEmpty();
    }

    @Test
    void everyKindHasItsOwnFields() {
        Api mia = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "50"));
        for (Map<String, String> wanted : List.of(
                Map.<String, String>of(),
                Map.of("kind", "MORE_CREDITS"),
                Map.of("kind", "MORE_CREDITS", "credits", "0"),
                Map.of("kind", "MORE_CREDITS", "credits", "5", "account", "CREDITS"),
                Map.of("kind", "MORE_CREDITS", "credits", "5", "until", "2030-01-01T00:00:00Z"),
                Map.of("kind", "SPENDING_LIMIT", "monthlyCap", "500", "account", "CREDITS"),
                Map.of("kind", "SPENDING_LIMIT", "spendingLimit", "0"),
                Map.of("kind", "SPENDING_LIMIT", "spendingLimit", "100000000"),
                Map.of("kind", "ADJUSTMENT", "credits", "5"),
                Map.of("kind", "OWNER_CHANGE"))) {
            assertThat(mia.post(team.path("/approvals"), wanted).problem())
                    .as("%s", wanted)
                    .isEqualTo("validation");
        }
        assertThat(ok(mia.get(team.path("/approvals"))).json().get("items")).isEmpty();
    }

    private String present() {
        return ok(team.owner().get(team.path("/settings"))).text("creativeSpendingLimit");
    }
}
