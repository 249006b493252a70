package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Ports;
import com.wevion.credits.dev.RetentionScript;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.ScratchTls;
import com.wevion.credits.dev.Settings;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.platform.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A server as an assessor wants it: it connects by TLS and as the application's role, and has its secrets from files. The migration has made the
 * tables of the server's batch, too, and closed work is archived by the owner of the tables.
 */
@WithServersOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardenedServiceIT {
    private static final Path FOLDER = Path.of("target/it/hardened").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> BATCH_TABLES = List.of(
            "jbatchjobinstancedata",
            "jbatchexecutioninstancedata",
            "jbatchstepexecutioninstancedata",
            "jbatchjobstatus",
            "jbatchstepstatus",
            "jbatchcheckpointdata");
    /** Addresses at which servers show what they are told, or would if they could. */
    private static final List<String> ASKED = List.of(
            "/health/ready",
            "/metrics",
            "/openapi",
            "/config",
            "/management/domain",
            "/monitoring/domain",
            "/__asadmin/get",
            "/asadmin",
            "/application.wadl",
            "/api/v1/application.wadl",
            "/api/v1/session",
            "/env",
            "/actuator/env");

    private final ScratchTls tls = ScratchTls.on();
    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final Map<String, String> secrets = new TreeMap<>();
    private LocalService service;

    private LocalService prepare() throws IOException {
        DataFolder.delete(FOLDER);
        Map<String, String> settings = Map.of(
                "credits.simulated.engines", "false",
                "credits.db.url", database.applicationUrl().replace("127.0.0.1", "localhost"),
                "credits.db.ssl.mode", "verify-full",
                "credits.db.ssl.root.cert.file", tls.rootCertificate().toString(),
                "credits.broker.truststore.password", "marked-truststore-password",
                "credits.openid.client.secret", "marked-openid-secret",
                "credits.reconciliation.openai.api.base", "http://127.0.0.1:" + Ports.anyFree(),
                "credits.reconciliation.openai.api.key", "marked-openai-key");
        Map<String, String> environment = new HashMap<>();
        LocalService prepared = LocalService.prepareIn(environment, TestSettings.in(FOLDER, settings));
        for (String name : List.of(
                "credits.db.password",
                "credits.broker.password",
                "credits.broker.truststore.password",
                "credits.openid.client.secret",
                "credits.reconciliation.openai.api.key",
                "credits.stripe.api.key",
                "credits.stripe.webhook.secret")) {
            String secret = prepared.settings().text(name);
            Path file = FOLDER.resolve(name);
            Files.writeString(file, secret + "\n");
            secrets.put(name, secret);
            environment.put(Settings.environmentName(name), "");
            environment.put(Settings.environmentName(name) + "_FILE", file.toString());
        }
        return prepared;
    }

    @BeforeAll
    void start() throws IOException {
        service = prepare();
        service.start();
    }

    @AfterAll
    void stop() {
        service.close();
        database.drop();
    }

    private long rows(String table) {
        return database.count("SELECT count(*) FROM " + table);
    }

    @Test
    void everyConnectionIsEncrypted() throws SQLException {
        String ours = "SELECT count(*) AS found FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                + " WHERE datname = current_database() AND usename = 'credits_app' AND application_name LIKE 'credits%' AND ";
        try (Connection superuser = DriverManager.getConnection(database.superuserUrl())) {
            Sql sql = Sql.on(superuser);
            assertThat(sql.first(ours + "ssl", row -> row.getLong("found")).orElseThrow())
                    .isPositive();
            assertThat(sql.first(ours + "NOT ssl", row -> row.getLong("found")).orElseThrow())
                    .isZero();
        }
    }

    @Test
    void noSecretIsInWhatTheServerWrites() throws IOException {
        try (Stream<Path> written = Files.walk(FOLDER.resolve("payara"))) {
            List<Path> files = Stream.concat(written, Stream.of(FOLDER.resolve("server.log")))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(files).anyMatch(file -> isIn(file, "${ENV=CREDITS_BROKER_PASSWORD:}"));
            secrets.forEach((name, secret) -> assertThat(files.stream().filter(file -> isIn(file, secret)))
                    .as(name)
                    .isEmpty());
        }
    }

    private static boolean isIn(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noSecretIsInTheListOfProcesses() throws IOException {
        Path process = Path.of("/proc/" + service.serverPid());
        assumeTrue(Files.exists(process));
        assertThat(Files.readString(process.resolve("environ"))).contains(secrets.values());
        assertThat(Files.getPosixFilePermissions(process.resolve("environ")))
                .containsExactly(PosixFilePermission.OWNER_READ);

        assertThat(ProcessHandle.allProcesses()
                        .flatMap(each -> each.info().commandLine().stream())
                        .filter(command -> secrets.values().stream().anyMatch(command::contains)))
                .isEmpty();
        assertThat(Files.readString(process.resolve("cmdline")))
                .contains("payara-micro.jar")
                .doesNotContain(secrets.values());
    }

    @Test
    void noSecretIsInAnyAnswer() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String address : List.of(service.baseUrl(), service.managementUrl())) {
            for (String path : ASKED) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(address + path)).build();
                assertThat(client.send(request, BodyHandlers.ofString()).body())
                        .as(address + path)
                        .doesNotContain(secrets.values());
            }
        }
        assertThat(Api.superAdmin(service).get("/me").status()).isEqualTo(200);
        assertThat(Api.superAdmin(service).get("/reconciliation/fetches").body())
                .contains("OPENAI")
                .doesNotContain(secrets.values());
    }

    @Test
    void theJobRunsAndRemovesWhatTheBatchKeptOfOlderRuns() {
        BillingProvider provider = new BillingProvider(service);
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.sendInvoice();

        assertThat(provider.reconcile().path("breaks").asInt()).isZero();

        // The run is over a moment before its job, which is written once more at its end.
        await().atMost(PATIENCE)
                .until(() -> database.count("SELECT count(*) FROM jbatchexecutioninstancedata"
                                + " WHERE batchstatus IS DISTINCT FROM 'COMPLETED'")
                        == 0);
        long jobs = rows("jbatchjobinstancedata");
        assertThat(BATCH_TABLES).allMatch(table -> rows(table) > 0);
        long last = database.count("SELECT max(jobinstanceid) FROM jbatchjobinstancedata");
        database.execute("UPDATE jbatchexecutioninstancedata SET createtime = createtime - interval '31 days',"
                + " updatetime = updatetime - interval '31 days'");
        assertThat(provider.reconcile().path("breaks").asInt()).isZero();
        assertThat(database.count("SELECT count(*) FROM jbatchjobinstancedata WHERE jobinstanceid <= " + last))
                .isZero();
        assertThat(rows("jbatchjobinstancedata")).isEqualTo(jobs);
        assertThat(database.count(
                        "SELECT count(*) FROM jbatchcheckpointdata WHERE split_part(id, ',', 1)::bigint <= " + last))
                .isZero();
    }

    @Test
    void closedWorkIsArchivedAndNeverChargedAgain() throws Exception {
        OldWork work = new OldWork(service, database);
        LocalDate horizon = LocalDate.now(ZoneOffset.UTC).minusDays(400);
        RetentionScript script = new RetentionScript(database.url(), Path.of("target/retention/service"));
        work.putBack();
        assertThat(script.run(Map.of("CREDITS_RETENTION_UNRECONCILED", "accept"), "record", horizon.toString())
                        .error())
                .isEmpty();

        assertThat(script.archive(100).error()).isEmpty();

        assertThat(rows("archived_hold")).isEqualTo(2);
        work.isAnsweredAsAtFirst();
        work.isSaidToBeArchived(horizon);
        work.isInTheHistory();
        assertThat(LedgerChecks.violations(database.url())).isEmpty();
    }
}
