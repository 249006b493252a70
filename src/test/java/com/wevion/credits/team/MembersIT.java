package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Chat;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of teams, their roles and caps (D12, D13). */
@WithService(engines = false)
class MembersIT {
    private final LocalService service;
    private final Api host;
    private final TestTeam team;

    MembersIT(LocalService service) {
        this.service = service;
        this.host = Api.host(service);
        this.team = TestTeam.paid(service);
    }

    @Test
    void keepsAMemberWithItsCaps() {
        UUID user = UUID.randomUUID();
        Map<String, Object> capped = Map.of(
                "role", "MEDIA_BUYER", "displayName", "Ben", "monthlyCapCredits", "12.500", "monthlyCapUsd", "0.0075");
        assertThat(team.owner().put(member(user), capped).status()).isEqualTo(201);
        Api.Answer again = team.owner().put(member(user), capped);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("monthlyCapCredits")).isEqualTo("12.5");
        assertThat(again.text("monthlyCapUsd")).isEqualTo("0.0075");
    }

    @Test
    void whatIsAbsentStaysAsItIs_D24() {
        UUID user = UUID.randomUUID();
        ok(team.owner()
                .put(
                        member(user),
                        Map.of(
                                "role",
                                "MEDIA_BUYER",
                                "displayName",
                                "Ben",
                                "monthlyCapCredits",
                                "12.5",
                                "monthlyCapUsd",
                                "3")));
        String described = "{\"userId\":\"" + user
                + "\",\"role\":\"%s\",\"displayName\":\"%s\",\"monthlyCapCredits\":%s,\"monthlyCapUsd\":%s}";

        assertThat(team.owner().put(member(user), "{}").body())
                .isEqualTo(described.formatted("MEDIA_BUYER", "Ben", "\"12.5\"", "\"3\""));
        assertThat(team.owner().put(member(user), Map.of("role", "MANAGER")).body())
                .isEqualTo(described.formatted("MANAGER", "Ben", "\"12.5\"", "\"3\""));
        assertThat(team.owner()
                        .put(member(user), "{\"monthlyCapCredits\":null}")
                        .body())
                .isEqualTo(described.formatted("MANAGER", "Ben", "null", "\"3\""));
        assertThat(team.owner()
                        .put(member(user), "{\"monthlyCapUsd\":\"0\",\"displayName\":\"Bob\"}")
                        .body())
                .isEqualTo(described.formatted("MANAGER", "Bob", "null", "\"0\""));
    }

    @Test
    void somebodyNewNeedsARoleAndAName_D24() {
        UUID user = UUID.randomUUID();
        JsonNode refused = team.owner().put(member(user), "{}").json().get("violations");
        assertThat(refused).extracting(v -> v.get("field").asText()).containsExactly("role", "displayName");
        ok(team.owner().put(member(user), membershipWithCap("5")));
        ok(team.owner().delete(member(user)));
        // Who comes back is new: nothing of before holds any more.
        assertThat(team.owner().put(member(user), "{}").problem()).isEqualTo("validation");
        assertThat(team.owner().put(member(user), membership("VIEWER")).text("monthlyCapCredits"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':null}",
                "{'displayName':null}",
                "{'displayName':' '}",
                "{'monthlyCapCredits':5}",
                "{'monthlyCapUsd':['5']}",
                "{'monthlyCapUsd':''}"
            })
    void refusesWhatIsNoDescriptionAndChangesNothing_D24(String description) {
        UUID user = UUID.randomUUID();
        String before =
                ok(team.owner().put(member(user), membershipWithCap("5"))).body();
        assertThat(team.owner()
                        .put(member(user), description.replace('\'', '"'))
                        .problem())
                .isEqualTo("validation");
        assertThat(team.owner().put(member(user), "{}").body()).isEqualTo(before);
    }

    private static Map<String, Object> membershipWithCap(String credits) {
        Map<String, Object> member = membership("MEDIA_BUYER");
        member.put("monthlyCapCredits", credits);
        return member;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e3", "", "0.0000001", "NaN", "9999999999999999999"})
    void refusesACapThatIsNone(String cap) {
        Map<String, Object> member = membership("MEDIA_BUYER");
        member.put("monthlyCapCredits", cap);
        Api.Answer answer = team.owner().put(member(UUID.randomUUID()), member);
        assertThat(answer.problem()).isEqualTo("validation");
        assertThat(answer.json().at("/violations/0/field").asText()).isEqualTo("monthlyCapCredits");
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, MANAGER, 201",
        "OWNER, ADMIN, 403",
        "OWNER, OWNER, 409",
        "ADMIN, ADMIN, 201",
        "ADMIN, OWNER, 409",
        "MANAGER, VIEWER, 403",
        "MEDIA_BUYER, VIEWER, 403",
        "FINANCE, VIEWER, 403",
        "VIEWER, VIEWER, 403"
    })
    void letsNobodyGrantARoleAboveItsOwn(String granter, String role, int status) {
        Api caller = granter.equals("OWNER") ? team.owner() : team.member(granter);
        assertThat(caller.put(member(UUID.randomUUID()), membership(role)).status())
                .isEqualTo(status);
    }

    @Test
    void letsAnOwnerNeitherDemoteNorRemoveAnAdmin() {
        Api admin = team.member("ADMIN");
        assertThat(team.owner()
                        .put(member(admin.userId()), membership("VIEWER"))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(team.owner().delete(member(admin.userId())).problem()).isEqualTo("forbidden");
    }

    @Test
    void keepsTheOwnerWhoeverWantsItGone() {
        UUID owner = team.owner().userId();
        for (Api caller : List.of(host, Api.superAdmin(service), team.owner(), team.member("ADMIN"))) {
            assertThat(caller.delete(member(owner)).problem()).isEqualTo("conflict");
            assertThat(caller.put(member(owner), membership("MANAGER")).problem())
                    .isEqualTo("conflict");
        }
        assertThat(host.put(member(owner), membership("OWNER")).status()).isEqualTo(200);
    }

    @Test
    void forgetsAMemberWhoWasRemovedAtOnceAndForGood() {
        Api member = team.member("ADMIN");
        assertThat(member.get(team.path("/settings")).status()).isEqualTo(200);
        assertThat(host.delete(member(member.userId())).status()).isEqualTo(204);
        assertThat(member.get(team.path("/settings")).problem()).isEqualTo("not-found");
        assertThat(host.delete(member(member.userId())).status()).isEqualTo(204);
        assertThat(host.put(member(member.userId()), membership("VIEWER")).status())
                .isEqualTo(201);
    }

    @Test
    void listsMembersPageByPage() {
        team.member("VIEWER");
        team.member("FINANCE");
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = team.owner().get(team.path("/members?limit=1" + cursor));
            page.json().get("items").forEach(m -> ids.add(m.get("userId").asText()));
            cursor = page.text("nextCursor") == null ? null : "&cursor=" + page.text("nextCursor");
        } while (cursor != null);
        assertThat(ids).hasSize(3).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void saysWhatEachUsesOfItsCapsThisMonth_D13() {
        team.adjust("CREDITS", "100");
        Api capped = team.member("MEDIA_BUYER", Map.of("monthlyCapCredits", "80"));
        Api uncapped = team.member("MANAGER");
        Chat.charged(capped, team, 1_000, 0);
        BigDecimal held = new BigDecimal(ok(Chat.admit(capped, team)).text("held"));
        ok(uncapped.post(team.path("/jobs"), Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", 10)));

        JsonNode members = ok(team.owner().get(team.path("/members"))).json().get("items");

        assertThat(used(members, capped)).isEqualTo(held.add(BigDecimal.valueOf(9)) + " 0");
        assertThat(used(members, uncapped)).isEqualTo("0 0.3");
        assertThat(used(members, team.owner())).isEqualTo("0 0");
    }

    private static String used(JsonNode members, Api who) {
        for (JsonNode member : members) {
            if (member.get("userId").asText().equals(who.userId().toString())) {
                return member.get("usedCredits").asText() + " "
                        + member.get("usedUsd").asText();
            }
        }
        throw new AssertionError(members.toString());
    }

    @Test
    void lineBreaksInANameStayInTheName() {
        Map<String, Object> member = membership("VIEWER");
        member.put("displayName", "Eve\r\nSEVERE: forged \u001b[31m; DROP TABLE member; --");
        UUID eve = UUID.randomUUID();
        assertThat(team.owner().put(member(eve), member).text("displayName")).isEqualTo(member.get("displayName"));
    }

    private String member(UUID user) {
        return team.path("/members/" + user);
    }

    private static Map<String, Object> membership(String role) {
        return new HashMap<>(Map.of("role", role, "displayName", "Somebody"));
    }
}
