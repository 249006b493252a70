package com.wevion.credits.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server stops and starts while its callers continue: every answer is the application's, or there is none. */
@WithServersOfItsOwn
@Tag("long")
class StartAndStopIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String KNOWN = "200 application/json";
    private static final String LATER = "503 application/problem+json, Retry-After";
    /** The connection was refused, or closed before anything was answered. */
    private static final Set<String> NO_ANSWER =
            Set.of("ConnectException", "IOException", "EOFException", "SocketException");

    private static LocalService service;
    private static TestTeam team;

    @BeforeAll
    static void start() {
        service = LocalService.prepare(TestSettings.in(
                Path.of("target/it/start-and-stop-" + ProcessHandle.current().pid()),
                Map.of(
                        "credits.simulated.engines", "false",
                        "credits.stop.notice.millis", "2000",
                        "credits.db.lock.timeout.millis", "15000",
                        "credits.db.statement.timeout.millis", "15000")));
        service.start();
        team = TestTeam.withCredits(service, "100");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A request that waits for a lock runs meanwhile, and is answered. */
    @Test
    void everyAnswerOfAServerThatStopsAndStartsIsTrue() throws SQLException {
        String token = Api.host(service).token();
        HttpRequest balance = Callers.request(service, token, "/teams/" + team.id() + "/balance")
                .build();
        HttpRequest completion = Callers.request(
                        service, token, "/jobs/01900000-0000-7000-8000-0000000000ff/completion")
                .POST(BodyPublishers.ofString("{\"outcome\":\"FAILED\",\"failure\":\"TIMEOUT\"}"))
                .build();
        try (Callers readers = new Callers(balance);
                Callers workers = new Callers(completion);
                Connection lock = DriverManager.getConnection(service.databaseUrl())) {
            await().atMost(PATIENCE).until(() -> readers.count(KNOWN) > 200);
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE reconciliation_currency_rate IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Api.Answer> running =
                    CompletableFuture.supplyAsync(() -> Api.superAdmin(service).get("/reconciliation/rates"));
            await().atMost(PATIENCE).until(() -> waitsForALock(lock));
            CompletableFuture<Void> restart = CompletableFuture.runAsync(service::restartServer);
            await().atMost(PATIENCE).until(() -> readers.count(LATER) > 0 && workers.count(LATER) > 0);
            lock.rollback();
            assertThat(running.join().status()).isEqualTo(200);
            restart.join();
            long before = readers.count(KNOWN);
            await().atMost(PATIENCE).until(() -> readers.count(KNOWN) > before + 200);

            System.out.println("Readers: " + readers.answers() + ", workers: " + workers.answers());
            assertThat(readers.answers().keySet()).isSubsetOf(with(KNOWN)).contains(LATER);
            assertThat(workers.answers().keySet()).isSubsetOf(with("404 application/problem+json"));
        }
    }

    private static boolean waitsForALock(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("SELECT FROM pg_locks WHERE NOT granted")) {
            return row.next();
        }
    }

    private static Set<String> with(String known) {
        return Set.copyOf(
                Stream.concat(NO_ANSWER.stream(), Stream.of(known, LATER)).toList());
    }

    @Test
    void aServerThatIsToldToStopIsNotReadyBeforeItRefusesAnything() throws IOException, InterruptedException {
        CompletableFuture<?> ended = service.serverEnded();
        CompletableFuture<String> stream = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .sendAsync(
                        Callers.request(service, team.owner().token(), "/teams/" + team.id() + "/balance/stream")
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString())
                .thenAccept(answer -> stream.complete(answer.body()));

        ProcessHandle.of(service.serverPid()).orElseThrow().destroy();

        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 503);
        assertThat(get("/health/ready").body()).contains("{\"name\":\"stopping\",\"status\":\"DOWN\"}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(team.owner().get(team.path("/balance")).status()).isEqualTo(200);
        assertThat(stream.join()).contains("event: balance", "retry: ");
        ended.join();
        service.restartServer();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(service.managementUrl() + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
