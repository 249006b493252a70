package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's ceiling of what a team may set as its limit for creative work (D21). */
@WithService(engines = false)
class CreativeCeilingIT {
    private final LocalService service;
    private final Api admin;
    private final TestTeam team;

    CreativeCeilingIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.team = TestTeam.paid(service);
    }

    @Test
    void refusesALimitAboveTheCeilingAndNamesIt_D21() {
        Api.Answer refused = limit("1000000000");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("violations.0.field")).isEqualTo("creativeSpendingLimit");
        assertThat(refused.text("violations.0.message")).contains("10000");
        assertThat(limit("10000.000000001").problem()).isEqualTo("validation");
        assertThat(team.balance("creative.spendingLimit")).isEqualTo("100");
        assertThat(ok(limit("10000")).text("creativeSpendingLimit")).isEqualTo("10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWNER", "ADMIN"})
    void letsNobodyOfTheTeamSetTheCeiling_D21(String role) {
        Api member = role.equals("OWNER") ? team.owner() : team.member(role);
        for (String ceiling : new String[] {"\"20000\"", "null"}) {
            String patch = "{\"creativeSpendingLimit\":\"50\",\"creativeSpendingCeiling\":" + ceiling + "}";
            assertThat(member.patch(team.path("/settings"), patch).problem()).isEqualTo("forbidden");
        }
        assertThat(settings("creativeSpendingCeiling")).isEqualTo("10000");
        assertThat(settings("creativeSpendingLimit")).isEqualTo("100");
    }

    @Test
    void letsTheTeamMoveWithinARaisedCeiling_D21() {
        ok(ceiling("20000"));
        assertThat(ok(limit("15000")).text("creativeSpendingLimit")).isEqualTo("15000");
        assertThat(team.balance("creative.available")).isEqualTo("15000");
    }

    @Test
    void aLimitAboveALoweredCeilingCountsAsTheCeilingUntilItIsRaised_D21() {
        ok(limit("5000"));

        Api.Answer lowered = ok(ceiling("0.05"));
        assertThat(lowered.text("creativeSpendingLimit")).isEqualTo("0.05");
        assertThat(lowered.text("creativeSpendingLimitSet")).isEqualTo("5000");
        assertThat(lowered.text("creativeSpendingCeiling")).isEqualTo("0.05");
        assertThat(team.balance("creative.spendingLimit")).isEqualTo("0.05");
        assertThat(images(2).problem()).isEqualTo("spending-limit-exceeded");
        assertThat(images(1).status()).isEqualTo(202);

        assertThat(ok(ceiling("200")).text("creativeSpendingLimit")).isEqualTo("200");
        assertThat(ok(ceiling(null)).text("creativeSpendingLimit")).isEqualTo("5000");
        assertThat(images(2).status()).isEqualTo(202);
    }

    @Test
    void whatElseTheTeamSetsLeavesItsLimitAndTheCeiling_D21() {
        ok(limit("300"));
        ok(ceiling("250"));
        Api.Answer changed = ok(team.owner().patch(team.path("/settings"), Map.of("lowBalanceThreshold", "7")));
        assertThat(changed.text("creativeSpendingLimitSet")).isEqualTo("300");
        assertThat(changed.text("creativeSpendingLimit")).isEqualTo("250");
        team.describe("PRO", "CREATIVE_HUB");
        assertThat(team.balance("creative.spendingLimit")).isEqualTo("250");
    }

    @Test
    void ceilingAndLimitOfOneRequestAreCheckedTogether_D21() {
        Map<String, String> both = Map.of("creativeSpendingLimit", "90", "creativeSpendingCeiling", "80");
        assertThat(admin.patch(team.path("/settings"), both).problem()).isEqualTo("validation");
        assertThat(settings("creativeSpendingCeiling")).isEqualTo("10000");
    }

    private Api.Answer images(int variants) {
        return team.owner()
                .post(team.path("/jobs"), Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", variants));
    }

    private Api.Answer limit(String usd) {
        return team.owner().patch(team.path("/settings"), Map.of("creativeSpendingLimit", usd));
    }

    private Api.Answer ceiling(String usd) {
        Map<String, String> patch = new HashMap<>();
        patch.put("creativeSpendingCeiling", usd);
        return admin.patch(team.path("/settings"), patch);
    }

    private String settings(String field) {
        return ok(team.owner().get(team.path("/settings"))).text(field);
    }
}
