package com.wevion.credits.invoice;

import static com.wevion.credits.invoice.format.FocusFiles.file;
import static com.wevion.credits.invoice.format.FocusFiles.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.dev.costs.CostsAnswer;
import com.wevion.credits.dev.costs.SimulatedCosts;
import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that dies while a file comes in, or between pages of costs that it fetches, and its inbox. */
@WithServersOfItsOwn
@Tag("long")
class InvoiceFaultsIT {
    private static final Path FOLDER = Path.of("target/it/invoice-faults").toAbsolutePath();
    private static final String PATH = "/api/v1/reconciliation/invoices?provider=OPENAI&format=FOCUS";
    private static final String OF_THE_FILE =
            "SELECT count(*) FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id WHERE i.source = 'REST'";
    /** Takes the server some seconds. */
    private static final int MANY = 120_000;

    private static final SimulatedCosts COSTS = SimulatedCosts.daily();
    private static final CountDownLatch KILLED = new CountDownLatch(1);

    private static final LocalService SERVICE = service();

    /** With new data: what a former run imported would answer for this one. */
    private static LocalService service() {
        DataFolder.delete(FOLDER);
        return LocalService.prepare(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.simulated.engines", "false",
                        "credits.reconciliation.import.lease.seconds", "3",
                        "credits.reconciliation.openai.api.base", COSTS.start(),
                        "credits.reconciliation.openai.api.key", SimulatedCosts.KEY,
                        "credits.reconciliation.fetch.page.days", "10",
                        "credits.reconciliation.fetch.lease.seconds", "3",
                        "credits.reconciliation.poll.seconds", "1",
                        "credits.reconciliation.inbox.seconds", "1")));
    }

    @BeforeAll
    static void start() {
        COSTS.plant((request, usual) -> usual);
        COSTS.plant((request, usual) -> awaitKill(usual));
        SERVICE.start();
        nothingOfAWindowCountsWhoseServerIsKilledBetweenPages();
    }

    private static CostsAnswer awaitKill(CostsAnswer usual) {
        try {
            KILLED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return usual;
    }

    /** Before the tests, as a server fetches as soon as it runs. */
    private static void nothingOfAWindowCountsWhoseServerIsKilledBetweenPages() {
        await().atMost(Duration.ofSeconds(30)).until(() -> COSTS.requests().size(), requests -> requests == 2);
        SERVICE.killServer();
        KILLED.countDown();
        assertThat(number("SELECT count(*) FROM invoice_import")).isZero();
        SERVICE.restartServer();
    }

    @Test
    void theCostsOfAKilledServerAreFetchedAnewAndCountOnce() {
        Api.Answer fetched = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Api.superAdmin(SERVICE).send("GET", "/api/v1/reconciliation/fetches", null),
                        answer -> answer.json().at("/items/0/succeededAt").isTextual());
        assertThat(fetched.json().at("/items/0/provider").asText()).isEqualTo("OPENAI");
        assertThat(fetched.json().at("/items/0/problem").isNull()).isTrue();
        assertThat(fetched.json().at("/items/0/missingDays")).isEmpty();
        assertThat(fetched.json().path("items")).hasSize(1);
        assertThat(number("SELECT count(*) FROM invoice_import WHERE source = 'API' AND status = 'IMPORTED'"))
                .isEqualTo(35);
        assertThat(number("SELECT count(*) FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id"
                        + " WHERE i.source = 'API'"))
                .isEqualTo(70);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        COSTS.close();
    }

    private static long number(String sql) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SERVICE.databaseUrl());
        return Sql.on(database).first(sql, row -> row.getLong(1)).orElseThrow();
    }

    @Test
    void nothingOfAFileCountsWhoseServerIsKilledAndTheRetryDoes() {
        String text = file(IntStream.range(0, MANY)
                .mapToObj(row -> usage("INV-1", "2026-10-01"))
                .toArray(String[]::new));
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest upload = HttpRequest.newBuilder(URI.create(SERVICE.baseUrl() + PATH))
                .header("Authorization", "Bearer " + Api.superAdmin(SERVICE).token())
                .header("Idempotency-Key", "upload")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        var answer = client.sendAsync(upload, HttpResponse.BodyHandlers.ofString());

        await().atMost(Duration.ofSeconds(20)).until(() -> number(OF_THE_FILE), lines -> lines > 0);
        SERVICE.killServer();
        SERVICE.restartServer();

        assertThat(answer).completesExceptionallyWithin(Duration.ofSeconds(10));
        assertThat(
                        number(
                                "SELECT count(*) FROM invoice_import WHERE provider = 'OPENAI' AND source = 'REST' AND status = 'IMPORTED'"))
                .isZero();
        Api.Answer retry = Api.superAdmin(SERVICE)
                .send("POST", PATH, text, "Idempotency-Key", "upload", "Content-Type", "text/csv");
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.text("status")).isEqualTo("IMPORTED");
        assertThat(retry.text("accepted")).isEqualTo(Integer.toString(MANY));
        assertThat(number("SELECT count(*) FROM invoice_line l JOIN invoice_import i ON i.id = l.import_id"
                        + " WHERE i.source = 'REST' AND i.status = 'IMPORTED'"))
                .isEqualTo(MANY);
        assertThat(LedgerChecks.violations(SERVICE.databaseUrl())).isEmpty();
    }

    @Test
    void takesFilesFromItsInbox() throws IOException {
        Path inbox = FOLDER.resolve("inbox");
        Path folder = Files.createDirectories(inbox.resolve("RUNWAY/RUNWAY_USAGE"));
        Path good = folder.resolve("october.json");
        try (InputStream sample = getClass().getResourceAsStream("/invoice/runway-usage.json")) {
            Files.copy(sample, good);
        }
        Files.writeString(folder.resolve("bad.json"), "[]");

        Path done = inbox.resolve("done/RUNWAY/RUNWAY_USAGE/october.json.report.json");
        Path refused = inbox.resolve("refused/RUNWAY/RUNWAY_USAGE/bad.json.report.json");
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(done) && Files.exists(refused));

        assertThat(done).content().contains("\"accepted\":2", "\"refused\":2", "\"source\":\"INBOX\"");
        assertThat(refused).content().contains("line 1: an object is expected here");
        assertThat(good).doesNotExist();
        assertThat(number("SELECT sum(cost_nanos) FROM invoice_line WHERE provider = 'RUNWAY'"))
                .isEqualTo(1_310_000_000L);
    }

    /** Sends nothing until the server is dead. */
}
