package com.wevion.credits.event.mail;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members choose what they are told of. */
@WithService(setsClock = true)
class MailChoicesIT {
    private static final List<String> BALANCE = List.of("balance.low", "balance.empty");

    private final LocalService service;
    private final TestTeam team;
    private final String address = "olga-" + UUID.randomUUID() + "@example.com";

    MailChoicesIT(LocalService service) {
        this.service = service;
        team = TestTeam.paid(service);
    }

    @Test
    void areNotAddressesTypesAndLanguagesThatAreNone() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("address", "no address", "language", "en", "types", BALANCE),
                Map.of("address", "Olga <" + address + ">", "language", "en", "types", BALANCE),
                Map.of("address", address + "\r\nBcc: x@example.com", "language", "en", "types", BALANCE),
                Map.of("address", address, "language", "fr", "types", BALANCE),
                Map.of("address", address, "language", "en", "types", List.of()),
                Map.of("address", address, "language", "en", "types", List.of("audit.violation")))) {
            assertThat(team.owner().put(team.path("/mails"), wrong).problem())
                    .as(wrong.toString())
                    .isEqualTo("validation");
        }
        assertThat(kept(team.owner()).text("address")).isNull();
    }

    @Test
    void areOfWhatTheMembersRoleMaySee() {
        Api viewer = team.member("VIEWER");
        assertThat(viewer.put(
                                team.path("/mails"),
                                Map.of("address", address, "language", "en", "types", List.of("bill.due")))
                        .problem())
                .isEqualTo("validation");
        assertThat(kept(viewer).json().path("choices").toString())
                .contains("balance.low")
                .doesNotContain("bill");
        assertThat(kept(team.member("FINANCE")).json().path("choices").toString())
                .contains("bill.due")
                .doesNotContain("approval");
        assertThat(kept(team.owner()).json().path("choices").toString()).contains("approval.asked");
    }

    @Test
    void areOfMembersOnly() {
        assertThat(Api.superAdmin(service).get(team.path("/mails")).status()).isEqualTo(403);
        assertThat(Api.person(service, UUID.randomUUID())
                        .get(team.path("/mails"))
                        .status())
                .isEqualTo(404);
        assertThat(Api.nobody(service).post("/mail-links/AAAA", null).status()).isEqualTo(404);
    }

    private Api.Answer kept(Api member) {
        return ok(member.get(team.path("/mails")));
    }
}
