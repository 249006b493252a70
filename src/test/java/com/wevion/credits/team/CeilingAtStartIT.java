package com.wevion.credits.team;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The setting of the ceiling becomes another one over a restart (D21). */
@Tag("long")
@WithServersOfItsOwn
class CeilingAtStartIT {
    private static final Path FOLDER = Path.of("target/it/ceiling").toAbsolutePath();

    @Test
    void limitsFollowTheSettingOfTheCeilingDownAndUpAgain_D21() {
        DataFolder.delete(FOLDER);
        String settings;
        String ofItsOwn;
        try (LocalService service = started("5000")) {
            settings = teamWithLimit(service).path("/settings");
            TestTeam other = teamWithLimit(service);
            ofItsOwn = other.path("/settings");
            ok(Api.superAdmin(service).patch(ofItsOwn, Map.of("creativeSpendingCeiling", "7000")));
        }
        try (LocalService service = started("50")) {
            Api admin = Api.superAdmin(service);
            assertThat(ok(admin.get(settings)).text("creativeSpendingLimit")).isEqualTo("50");
            assertThat(ok(admin.get(settings.replace("/settings", "/balance"))).text("creative.available"))
                    .isEqualTo("50");
            assertThat(ok(admin.get(ofItsOwn)).text("creativeSpendingLimit")).isEqualTo("3000");
            assertThat(changes(admin, settings))
                    .containsExactly(
                            "PLATFORM {\"creativeSpendingLimit\":\"3000\"} {\"creativeSpendingLimit\":\"50\"}");
            assertThat(changes(admin, ofItsOwn)).isEmpty();
            assertThat(TestTeam.paid(service).balance("creative.spendingLimit")).isEqualTo("50");
        }
        try (LocalService service = started("4000")) {
            Api admin = Api.superAdmin(service);
            assertThat(ok(admin.get(settings)).text("creativeSpendingLimit")).isEqualTo("3000");
            assertThat(ok(admin.get(settings.replace("/settings", "/balance"))).text("creative.available"))
                    .isEqualTo("3000");
            assertThat(changes(admin, settings))
                    .hasSize(2)
                    .first()
                    .isEqualTo("PLATFORM {\"creativeSpendingLimit\":\"50\"} {\"creativeSpendingLimit\":\"3000\"}");
        }
    }

    /** The changes of a team's settings that nobody has made, the latest first. */
    private static List<String> changes(Api admin, String settings) {
        String path = settings.replace("/settings", "/audit-log?action=SETTINGS_CHANGED");
        return ok(admin.get(path))
                .json()
                .get("items")
                .valueStream()
                .filter(line -> line.at("/by/kind").asText().equals("PLATFORM"))
                .map(line -> line.at("/by/kind").asText() + " " + line.get("before") + " " + line.get("after"))
                .toList();
    }

    private static TestTeam teamWithLimit(LocalService service) {
        TestTeam team = TestTeam.paid(service);
        ok(team.owner().patch(team.path("/settings"), Map.of("creativeSpendingLimit", "3000")));
        return team;
    }

    private static LocalService started(String ceiling) {
        LocalService service = LocalService.prepare(TestSettings.in(
                FOLDER, Map.of("credits.team.creative.ceiling.usd", ceiling, "credits.simulated.engines", "false")));
        service.start();
        return service;
    }
}
