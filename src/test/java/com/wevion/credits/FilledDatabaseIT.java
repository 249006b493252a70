package com.wevion.credits;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.FilledDatabase;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server of today starts on the database of an old one, and goes on with its work. */
@WithServersOfItsOwn
@Tag("long")
class FilledDatabaseIT {
    private static final Path FOLDER = Path.of("target/it/filled-database").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final UUID OWNER = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    @Test
    void goesOnWithTheWorkOfAnOldServer() {
        DataFolder.delete(FOLDER);
        ScratchDatabase database = FilledDatabase.create();
        try (LocalService service = LocalService.prepare(
                TestSettings.in(FOLDER, FilledDatabase.settings(database, FOLDER.resolve("keys"))))) {
            service.start();
            Api owner = Api.person(service, OWNER);
            Api admin = Api.superAdmin(service);
            String rich = "/teams/" + FilledDatabase.RICH;
            String busy = "/teams/" + FilledDatabase.BUSY;

            // The time of the message that was on its way is over.
            await().atMost(PATIENCE).until(() -> balance(owner, busy).equals("4811 of 4811"));
            assertThat(balance(owner, rich)).isEqualTo("9811 of 9811");

            String message = ok(owner.post(
                            rich + "/chat/messages", Map.of("estimatedInputTokens", 2_000, "maxOutputTokens", 1_000)))
                    .text("messageId");
            ok(Api.host(service)
                    .post(
                            rich + "/chat/messages/" + message + "/completion",
                            Map.of("outcome", "SUCCEEDED", "inputTokens", 2_000, "outputTokens", 1_000)));
            assertThat(balance(owner, rich)).isEqualTo("9748 of 9748");

            assertThat(ended(admin, "/ledger/verifications", Map.of(), "verificationId"))
                    .isEqualTo("PASSED");
            Map<String, String> days = Map.of("from", "2026-11-30", "to", "2026-12-01");
            assertThat(ended(admin, "/reconciliation/runs", days, "runId")).isEqualTo("COMPLETED");
            assertThat(LedgerChecks.violations(database.url())).isEmpty();
        } finally {
            database.drop();
        }
    }

    private static String balance(Api caller, String team) {
        JsonNode credits = ok(caller.get(team + "/balance")).json().path("credits");
        return credits.path("available").asText() + " of "
                + credits.path("balance").asText();
    }

    private static String ended(Api admin, String path, Map<String, String> wanted, String id) {
        String started = ok(admin.post(path, wanted)).text(id);
        return await().atMost(PATIENCE)
                .until(() -> ok(admin.get(path + "/" + started)).text("status"), status -> !status.equals("RUNNING"));
    }
}
