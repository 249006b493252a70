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
            assertThat(TestTeam.paid(service).balance("creative.spendingLimit")).isEqualTo("50");
        }
        try (LocalService service = started("4000")) {
            Api admin = Api.superAdmin(service);
            assertThat(ok(admin.get(settings)).text("creativeSpendingLimit")).isEqualTo("3000");
            assertThat(ok(admin.get(settings.replace("/settings", "/balance"))).text("creative.available"))
                    .isEqualTo("3000");
        }
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
