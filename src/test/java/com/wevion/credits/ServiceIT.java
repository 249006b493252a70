package com.wevion.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The running service from outside. */
@WithService
class ServiceIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalService service;

    ServiceIT(LocalService service) {
        this.service = service;
    }

    @Test
    void isReady() throws IOException, InterruptedException {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsByHowMuchItsClockIsAheadOfItsDatabases() throws IOException, InterruptedException {
        assertThat(get("/health/ready").body()).contains("\"aheadOfDatabaseMillis\":");
    }

    @Test
    void doesNotKnowAnUnknownPath() throws IOException, InterruptedException {
        assertThat(get("/no/such/thing").statusCode()).isEqualTo(404);
    }

    @Test
    void doesNotTellWhatItRunsOn() throws IOException, InterruptedException {
        assertThat(get("/health/ready").headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void leavesTheAddressOfItsDatabase() throws IOException, SQLException {
        String url = Files.readString(service.settings().dataFolder().resolve("database.url"))
                .trim();
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void showsHowTheLedgerCombines() throws IOException, InterruptedException {
        TestTeam.withCredits(service, "10");

        String metrics = get("/metrics").body();

        assertThat(metrics)
                .containsPattern("credits_ledger_queue_length\\S* 0")
                .containsPattern("credits_ledger_batch_size_count\\S* [1-9]")
                .containsPattern("credits_ledger_waiting_seconds_count\\S* [1-9]")
                .containsPattern("credits_ledger_database_seconds_count\\S* [1-9]");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service.baseUrl() + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
