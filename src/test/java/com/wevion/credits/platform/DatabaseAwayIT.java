package com.wevion.credits.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.StalledPostgres;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server whose database is away, at the start and later. */
@WithServersOfItsOwn
@Tag("long")
class DatabaseAwayIT {
    private static final Path FOLDER = Path.of("target/it/database-away").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SECONDS = Duration.ofSeconds(10);

    @Test
    void isReadyExactlyWhenTheDatabaseIsThere() throws Exception {
        try (LocalService service = service("300")) {
            service.start();
            assertThat(log()).doesNotContain("\u001b");
            TestTeam team = TestTeam.paid(service);
            StalledPostgres stalled = new StalledPostgres(service);
            try {
                await().atMost(SECONDS).until(() -> !service.ready());
            } finally {
                stalled.close();
            }
            await().atMost(PATIENCE).until(service::ready);

            service.killPostgres();
            await().atMost(SECONDS).until(() -> !service.ready());
            service.launchServer();
            await().atMost(PATIENCE).until(() -> log().contains("The start waits for the database"));
            assertThat(service.serverEnded()).isNotDone();

            service.restartPostgres();
            await().atMost(PATIENCE).until(() -> log().contains("\"Name\": \"credits\""));
            await().atMost(PATIENCE).until(service::ready);
            assertThat(team.balance("credits.balance")).isNotEmpty();

            service.killPostgres();
            service.restartPostgres();
            await().atMost(PATIENCE).until(service::ready);
            assertThat(team.balance("credits.balance")).isNotEmpty();
        }
        try (LocalService service = service("3")) {
            service.start();
            service.killPostgres();
            service.launchServer();

            Process server = (Process) service.serverEnded().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(log())
                    .contains(
                            "The database did not answer within credits.db.start.wait.seconds, which is 3: Connection refused")
                    .contains("The application could not start, see above. Payara Micro ends with status 1.");
        }
    }

    private static LocalService service(String waitSeconds) {
        DataFolder.delete(FOLDER);
        return LocalService.prepare(TestSettings.in(
                FOLDER, Map.of("credits.db.start.wait.seconds", waitSeconds, "credits.simulated.engines", "false")));
    }

    private static String log() {
        try {
            return Files.readString(FOLDER.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
