package com.wevion.credits.audit.log;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The audit log of a running service: what people and services do, and what they try. */
@WithService(engines = false)
class AuditLogIT {
    private final LocalService service;
    private final TestTeam team;
    private final Api admin;

    AuditLogIT(LocalService service) {
        this.service = service;
        this.team = TestTeam.paid(service);
        this.admin = Api.superAdmin(service);
    }

    @Test
    void saysWhoMadeATeamAndFromWhere() {
        JsonNode line = only("TEAM_CREATED");
        assertThat(line.at("/by/kind").asText()).isEqualTo("SERVICE");
        assertThat(line.at("/by/userId").asText())
                .isEqualTo(team.host().userId().toString());
        assertThat(line.at("/by/roles/0").asText()).isEqualTo("SERVICE");
        assertThat(line.at("/by/credential").asText()).isEqualTo("token");
        assertThat(line.at("/by/address").asText()).isEqualTo("127.0.0.1");
        assertThat(line.at("/before").isNull()).isTrue();
        assertThat(line.at("/after/plan").asText()).isEqualTo("PRO");
        assertThat(line.at("/after/ownerId").asText())
                .isEqualTo(team.owner().userId().toString());
    }

    @Test
    void saysWhatWasThereBeforeAndAfter() {
        team.describe("ENTERPRISE", "AI_CHAT");
        Api member = team.member("VIEWER", Map.of("monthlyCapUsd", "5"));
        ok(team.owner().put(memberPath(member), Map.of("role", "FINANCE", "displayName", "Fina")));
        ok(team.owner().delete(memberPath(member)));
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeSpendingLimit", "50")));

        assertThat(both(only("TEAM_CHANGED"), "plan")).containsExactly("PRO", "ENTERPRISE");
        JsonNode changed = only("MEMBER_CHANGED");
        assertThat(both(changed, "role")).containsExactly("VIEWER", "FINANCE");
        assertThat(both(changed, "displayName")).containsExactly("VIEWER " + member.userId(), "Fina");
        assertThat(both(changed, "monthlyCapUsd")).containsExactly("5", "5");
        assertThat(changed.path("objectId").asText()).isEqualTo(member.userId().toString());
        assertThat(changed.at("/by/userId").asText())
                .isEqualTo(team.owner().userId().toString());
        assertThat(only("MEMBER_REMOVED").at("/before/role").asText()).isEqualTo("FINANCE");
        assertThat(both(only("SETTINGS_CHANGED"), "creativeSpendingLimit")).containsExactly("100", "50");
    }

    @Test
    void leavesNoLineOfWhatChangesNothing() {
        Map<String, Object> same = Map.of("role", "VIEWER", "displayName", "Vi");
        UUID member = UUID.randomUUID();
        for (int time = 0; time < 3; time++) {
            ok(team.host().put(team.path("/members/" + member), same));
            team.describe("PRO", "AI_CHAT", "CREATIVE_HUB");
        }

        assertThat(actions()).containsExactlyInAnyOrder("TEAM_CREATED", "MEMBER_ADDED");
    }

    @Test
    void recordsTheSettingsOfTheStartWithoutSecrets() {
        assertThat(lines(admin, "/audit-log?action=SETTINGS_AT_START"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.at("/by/kind").asText()).isEqualTo("PLATFORM");
                    assertThat(line.path("before").isNull()).isTrue();
                    JsonNode after = line.path("after");
                    assertThat(after.path("credits.billing.due.days").asText()).isEqualTo("14");
                    assertThat(after.path("credits.stripe.api.key").asText()).matches("(fingerprint [0-9a-f-]{49})?");
                });
    }

    @Test
    void recordsAnAdjustmentOnceWithItsAmount() {
        Map<String, Object> adjustment = Map.of("account", "CREDITS", "amount", "12.5", "reason", "sorry");
        String key = UUID.randomUUID().toString();
        ok(admin.post(team.path("/adjustments"), adjustment, key));
        ok(admin.post(team.path("/adjustments"), adjustment, key));
        admin.post(team.path("/adjustments"), Map.of("account", "CREDITS", "amount", "-999", "reason", "too much"));

        JsonNode line = only("ADJUSTMENT_MADE");
        assertThat(line.at("/after/amount").asText()).isEqualTo("12.5");
        assertThat(line.at("/after/reason").asText()).isEqualTo("sorry");
        assertThat(line.path("objectId").asText())
                .isEqualTo(team.history().get(0).at("/reference/id").asText());
    }

    @Test
    void recordsAPublicationAndAWithdrawal() {
        String version = ok(PriceList.after(service)
                        .with("effectiveFrom", "2990-01-01T00:00:00Z")
                        .publish())
                .text("version");
        ok(admin.delete("/catalog/versions/" + version));

        assertThat(lines(admin, "/audit-log?objectId=" + version + "&action=CATALOG_PUBLISHED"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.at("/after/effectiveFrom").asText()).isEqualTo("2990-01-01T00:00:00Z"));
        assertThat(lines(admin, "/audit-log?objectId=" + version + "&action=CATALOG_WITHDRAWN"))
                .hasSize(1);
    }

    @Test
    void recordsRefusedAttemptsAlsoThoseOfStrangers() {
        Api viewer = team.member("VIEWER");
        Api stranger = TestTeam.paid(service).owner();
        viewer.patch(team.path("/settings"), Map.of("creativeSpendingLimit", "1"));
        assertThat(stranger.get(team.path("/balance")).status()).isEqualTo(404);

        List<JsonNode> refused = lines(admin, "/audit-log?outcome=REFUSED&teamId=" + team.id());
        assertThat(refused)
                .extracting(line -> line.at("/by/userId").asText() + " "
                        + line.path("objectId").asText() + " "
                        + line.at("/after/status").asText())
                .containsExactlyInAnyOrder(
                        viewer.userId() + " PATCH /" + team.path("/settings").substring(1) + " 403",
                        stranger.userId() + " GET /" + team.path("/balance").substring(1) + " 404");
    }

    @Test
    void recordsOnlySoManyRefusedAttemptsOfOneCaller() {
        Api viewer = team.member("VIEWER");
        for (int attempt = 0; attempt < 40; attempt++) {
            assertThat(viewer.get(team.path("/members")).status()).isEqualTo(403);
        }

        assertThat(lines(admin, "/audit-log?limit=200&userId=" + viewer.userId()))
                .hasSizeBetween(10, 20);
    }

    @Test
    void tellsNoTeamTheNamesOfStrangersAndAnOperatorAll() {
        Api stranger = TestTeam.paid(service).owner();
        stranger.get(team.path("/balance"));

        assertThat(lines(team.owner(), team.path("/audit-log?outcome=REFUSED")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.at("/by/name").isNull()).isTrue();
                    assertThat(line.at("/by/address").isNull()).isTrue();
                });
        assertThat(lines(admin, "/audit-log?outcome=REFUSED&teamId=" + team.id()))
                .singleElement()
                .satisfies(line -> assertThat(line.at("/by/name").asText()).isEqualTo("Person " + stranger.userId()));
    }

    @Test
    void isForTheOwnerAndAdminsOfTheTeamAndOperators() {
        String path = team.path("/audit-log");
        assertThat(Stream.of(team.owner(), team.member("ADMIN"), admin)
                        .map(each -> each.get(path).status()))
                .containsOnly(200);
        assertThat(Stream.of(team.member("MANAGER"), team.member("VIEWER"), team.host())
                        .map(each -> each.get(path).status()))
                .containsOnly(403);
        assertThat(TestTeam.paid(service).owner().get(path).status()).isEqualTo(404);
        assertThat(Stream.of(team.owner(), team.host())
                        .map(each -> each.get("/audit-log").status()))
                .containsOnly(403);
    }

    @Test
    void listsPageByPageAndExportsAllWhichIsALineItself() {
        for (int limit = 1; limit <= 5; limit++) {
            ok(team.owner().patch(team.path("/settings"), Map.of("lowBalanceThreshold", "" + limit)));
        }
        Api.Answer first = ok(team.owner().get(team.path("/audit-log?limit=4")));
        Api.Answer second = ok(team.owner().get(team.path("/audit-log?limit=4&cursor=" + first.text("nextCursor"))));
        Api.Answer csv = ok(team.owner().get(team.path("/audit-log"), "Accept", "text/csv"));
        Api.Answer json = ok(team.owner().get(team.path("/audit-log"), "Accept", "application/x-ndjson"));

        assertThat(first.json().get("items")).hasSize(4);
        assertThat(second.json().get("items")).hasSize(2);
        assertThat(csv.body().lines()).hasSize(1 + 6).first().asString().startsWith("at,action,outcome,teamId");
        assertThat(json.body().lines()).hasSize(7 + 1).last().isEqualTo("{\"end\":true}");
        assertThat(actions()).filteredOn("EXPORTED"::equals).hasSize(2);
    }

    @Test
    void linksLinesToItsChainWithinSeconds() {
        await().until(() -> lines(admin, "/audit-log?teamId=" + team.id()).stream()
                .allMatch(line -> line.path("hash").isTextual()));
    }

    private String memberPath(Api member) {
        return team.path("/members/" + member.userId());
    }

    private static List<String> both(JsonNode line, String field) {
        return List.of(
                line.path("before").path(field).asText(),
                line.path("after").path(field).asText());
    }

    private JsonNode only(String action) {
        List<JsonNode> found = lines(admin, "/audit-log?action=" + action + "&teamId=" + team.id());
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> actions() {
        return lines(team.owner(), team.path("/audit-log?limit=200")).stream()
                .map(line -> line.path("action").asText())
                .toList();
    }

    private static List<JsonNode> lines(Api reader, String path) {
        List<JsonNode> lines = new ArrayList<>();
        ok(reader.get(path)).json().get("items").forEach(lines::add);
        return lines;
    }
}
