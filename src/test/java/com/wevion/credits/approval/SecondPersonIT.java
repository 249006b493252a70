package com.wevion.credits.approval;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Operations that a deployer lets nobody do alone, and what else members ask for. */
@WithService(setsClock = true)
class SecondPersonIT {
    private static final String LARGE = "1000001";

    private final LocalService service;
    private final TestTeam team;
    private final Api admin;
    private final Api otherAdmin;

    SecondPersonIT(LocalService service) {
        this.service = service;
        team = TestTeam.paid(service);
        admin = Api.superAdmin(service);
        otherAdmin = otherAdmin();
    }

    @Test
    void aLargeAdjustmentIsMadeOnceAnotherSuperAdminApproves_D16() {
        String key = UUID.randomUUID().toString();
        Api.Answer asked = adjust(LARGE, key);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().get("request")).hasToString("{\"account\":\"CREDITS\",\"amount\":\"" + LARGE + "\"}");
        assertThat(asked.text("reason")).isEqualTo("goodwill");
        assertThat(adjust(LARGE, key).body()).isEqualTo(asked.body());
        assertThat(adjust("1000002", key).problem()).isEqualTo("idempotency-key-reused");
        assertThat(team.balance("credits.available")).isEqualTo("0");
        assertThat(approve(admin, asked).problem()).isEqualTo("forbidden");
        assertThat(team.owner().post(ofTeam(asked, "approval"), null).problem()).isEqualTo("forbidden");

        Api.Answer approved = ok(approve(otherAdmin, asked));

        assertThat(approved.text("decidedBy")).isEqualTo(otherAdmin.userId().toString());
        assertThat(team.balance("credits.available")).isEqualTo(LARGE);
        assertThat(team.history()).hasSize(1);
        assertThat(team.history().get(0).at("/user/id").asText())
                .isEqualTo(admin.userId().toString());
        assertThat(ok(approve(otherAdmin, asked)).body()).isEqualTo(approved.body());
        Api.Answer retried = adjust(LARGE, key);
        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.replayed()).isTrue();
        assertThat(team.balance("credits.available")).isEqualTo(LARGE);
        assertThat(Requests.actions(team)).containsSubsequence("ADJUSTMENT_MADE", "APPROVAL_ASKED");
    }

    @Test
    void anAdjustmentIsApprovedOrRefusedButNeverBoth() throws InterruptedException {
        Api.Answer asked = adjust(LARGE, UUID.randomUUID().toString());
        List<Api> admins = List.of(otherAdmin, otherAdmin(), otherAdmin(), otherAdmin());

        List<Integer> answers = Crowd.of(
                        8,
                        number -> (number % 2 == 0
                                        ? admins.get(number / 2).post(path(asked, "refusal"), Map.of())
                                        : approve(admins.get(number / 2), asked))
                                .status())
                .stream()
                .map(Crowd.Result::value)
                .toList();

        assertThat(answers)
                .containsOnly(200, 409)
                .filteredOn(status -> status == 200)
                .hasSize(1);
        boolean approved = ok(admin.get("/approvals/" + asked.text("approvalId")))
                .text("state")
                .equals("APPROVED");
        assertThat(team.history()).hasSize(approved ? 1 : 0);
    }

    @Test
    void anAdjustmentThatCannotBeMadeStaysUndecided() {
        Api.Answer asked = adjust("-" + LARGE, UUID.randomUUID().toString());
        assertThat(asked.status()).isEqualTo(202);

        assertThat(approve(otherAdmin, asked).status()).isEqualTo(422);

        assertThat(ok(admin.get("/approvals/" + asked.text("approvalId"))).text("state"))
                .isEqualTo("ASKED");
        ok(otherAdmin.post(path(asked, "refusal"), Map.of("reason", "there is nothing to take")));
        assertThat(approve(otherAdmin, asked).problem()).isEqualTo("conflict");
        assertThat(team.history()).isEmpty();
    }

    @Test
    void smallAdjustmentsNeedNobodyElse() {
        assertThat(adjust("1000000", UUID.randomUUID().toString()).status()).isEqualTo(201);
        assertThat(adjust("0", UUID.randomUUID().toString()).problem()).isEqualTo("validation");
    }

    @Test
    void aPriceListIsPublishedByTwo_D11() {
        String engine = "ASKED_FOR_" + UUID.randomUUID();
        JsonNode list = PriceList.after(service).engine(engine, "0.1", 900).request();
        String key = UUID.randomUUID().toString();
        String version = ok(admin.get("/catalog")).text("version");

        Api.Answer asked = admin.post("/catalog/versions", list, key);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().get("teamId").isNull()).isTrue();
        assertThat(ok(admin.get("/catalog")).text("version")).isEqualTo(version);
        assertThat(Requests.item(admin.get("/approvals?state=ASKED"), asked)
                        .path("request")
                        .has("catalog"))
                .isFalse();
        assertThat(ok(otherAdmin.get("/approvals/" + asked.text("approvalId")))
                        .json()
                        .at("/request/catalog/rates")
                        .toString())
                .contains(engine);
        assertThat(approve(admin, asked).problem()).isEqualTo("forbidden");

        ok(approve(otherAdmin, asked));

        assertThat(ok(admin.get("/catalog")).body()).contains(engine);
        Api.Answer retried = admin.post("/catalog/versions", list, key);
        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.replayed()).isTrue();
        int published = Integer.parseInt(ok(admin.get("/catalog")).text("version"));
        assertThat(Requests.item(admin.get("/catalog/versions"), "version", String.valueOf(published))
                        .path("createdBy")
                        .asText())
                .isEqualTo(admin.userId().toString());
    }

    @Test
    void aPriceListThatTimeHasPassedIsNotPublished() {
        Instant soon = service.now().plusSeconds(60);
        Api.Answer asked = admin.post(
                "/catalog/versions",
                PriceList.after(service).with("effectiveFrom", soon.toString()).request());
        assertThat(asked.status()).isEqualTo(202);

        service.setClock(soon.plusSeconds(1));

        assertThat(approve(otherAdmin, asked).problem()).isEqualTo("validation");
        assertThat(ok(admin.get("/approvals/" + asked.text("approvalId"))).text("state"))
                .isEqualTo("ASKED");
    }

    @Test
    void aHigherSpendingLimitTakesTwoAndALowerOneDoesNot_D21() {
        assertThat(limit("50").status()).isEqualTo(200);
        Api.Answer asked = limit("80");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(limit("80").body()).isEqualTo(asked.body());
        assertThat(limit("90").problem()).isEqualTo("conflict");
        assertThat(present()).isEqualTo("50");
        assertThat(team.owner()
                        .patch(
                                team.path("/settings"),
                                Map.of("creativeSpendingLimit", "80", "minimumPurchaseRole", "OWNER"))
                        .problem())
                .isEqualTo("validation");
        assertThat(limit("100000000").problem()).isEqualTo("validation");
        assertThat(team.owner().post(ofTeam(asked, "approval"), null).problem()).isEqualTo("forbidden");

        ok(team.member("ADMIN").post(ofTeam(asked, "approval"), null));

        assertThat(present()).isEqualTo("80");
    }

    @Test
    void aHigherCapTakesTwoAndSoDoesComingBackWithOne_D13() {
        Api mia = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "50"));
        String member = team.path("/members/" + mia.userId());
        Map<String, Object> uncapped = new HashMap<>();
        uncapped.put("monthlyCapCredits", null);

        Api.Answer asked = team.owner().put(member, uncapped);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().at("/request/userId").asText())
                .isEqualTo(mia.userId().toString());
        assertThat(team.owner()
                        .put(member, Map.of("monthlyCapCredits", "40", "role", "MANAGER"))
                        .status())
                .isEqualTo(200);
        assertThat(team.owner()
                        .put(member, Map.of("monthlyCapCredits", "60", "role", "FINANCE"))
                        .problem())
                .isEqualTo("validation");
        ok(team.owner().delete(member));
        assertThat(team.owner()
                        .put(member, Map.of("role", "MEDIA_BUYER", "displayName", "Mia"))
                        .problem())
                .isEqualTo("validation");
        ok(team.host().put(member, Map.of("role", "ADMIN", "displayName", "Mia", "monthlyCapCredits", "40")));
        assertThat(mia.post(ofTeam(asked, "approval"), null).text("detail")).contains("for whom it is");

        ok(team.member("ADMIN").post(ofTeam(asked, "approval"), null));

        assertThat(Requests.item(
                                team.owner().get(team.path("/members?limit=200")),
                                "userId",
                                mia.userId().toString())
                        .path("monthlyCapCredits")
                        .isNull())
                .isTrue();
    }

    @Test
    void theHostAsksForAnotherOwnerAndAPersonApproves() {
        Api next = team.member("ADMIN");
        Map<String, Object> described = Map.of(
                "name",
                "Team " + team.id(),
                "plan",
                "PRO",
                "ownerId",
                next.userId(),
                "features",
                List.of("AI_CHAT", "CREATIVE_HUB"));

        Api.Answer asked = team.host().put(team.path(""), described);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().get("askedBy").isNull()).isTrue();
        assertThat(team.host().put(team.path(""), described).body()).isEqualTo(asked.body());
        Map<String, Object> more = new HashMap<>(described);
        more.put("plan", "FREE");
        assertThat(team.host().put(team.path(""), more).problem()).isEqualTo("validation");
        assertThat(next.post(ofTeam(asked, "approval"), null).problem()).isEqualTo("forbidden");

        ok(team.owner().post(ofTeam(asked, "approval"), null));

        Api.Answer after = team.host().put(team.path(""), described);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.text("ownerId")).isEqualTo(next.userId().toString());
    }

    @Test
    void aTeamIsNotToldOfWhatThePlatformDecides() {
        String webhook = ok(team.owner()
                        .post(
                                team.path("/webhooks"),
                                Map.of("url", "http://127.0.0.1:9/", "types", List.of("approval.asked"))))
                .json()
                .at("/webhook/webhookId")
                .asText();
        adjust(LARGE, UUID.randomUUID().toString());
        ok(team.member("MEDIA_BUYER").post(team.path("/approvals"), Map.of("kind", "MORE_CREDITS", "credits", "5")));

        assertThat(ok(team.owner().get(team.path("/webhooks/" + webhook + "/deliveries")))
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    private Api otherAdmin() {
        return Api.superAdmin(service, UUID.randomUUID());
    }

    private Api.Answer adjust(String amount, String key) {
        return admin.post(
                team.path("/adjustments"), Map.of("account", "CREDITS", "amount", amount, "reason", "goodwill"), key);
    }

    private Api.Answer limit(String usd) {
        return team.owner().patch(team.path("/settings"), Map.of("creativeSpendingLimit", usd));
    }

    private String present() {
        return ok(team.owner().get(team.path("/settings"))).text("creativeSpendingLimit");
    }

    private Api.Answer approve(Api by, Api.Answer asked) {
        return by.post(path(asked, "approval"), null);
    }

    private static String path(Api.Answer asked, String decision) {
        return "/approvals/" + asked.text("approvalId") + "/" + decision;
    }

    private String ofTeam(Api.Answer asked, String decision) {
        return team.path(path(asked, decision));
    }
}
