package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Charges;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.InstalledPostgres;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PgBouncer;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The whole service behind PgBouncer in transaction mode, with the example of its configuration. */
@WithServersOfItsOwn
@Tag("long")
@EnabledIf(
        value = "com.wevion.credits.dev.PgBouncer#isInstalledOrRequired",
        disabledReason = "There is no PgBouncer or PostgreSQL: install Debian's packages pgbouncer and postgresql")
class PgBouncerIT {
    private static final Path FOLDER = Path.of("target/it/pgbouncer").toAbsolutePath();
    private static final Path SERVICE = FOLDER.resolve("service");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 24;
    private static final int SOME = 400;
    private static final int TURNS = 6;
    private static final Duration TURN = Duration.ofSeconds(4);
    /** The sizes of the example's three pools. */
    private static final int CONNECTIONS = 32;

    private static final String OF_THE_SERVICE = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'credits'";

    private static LocalService service(PgBouncer bouncer) {
        return LocalService.prepare(TestSettings.in(
                SERVICE,
                Map.of(
                        "credits.db.url", bouncer.url("credits"),
                        "credits.db.ledger.url", bouncer.url("credits_ledger"),
                        "credits.db.batch.url", bouncer.url("credits_batch"),
                        "credits.db.prepare.threshold", "0",
                        "credits.db.user", "credits",
                        "credits.db.password", "-",
                        "credits.reconciliation.inbox.seconds", "1")));
    }

    @Test
    void chargesImportsAndReconcilesAsWithoutIt() throws Exception {
        DataFolder.delete(FOLDER);
        try (InstalledPostgres postgres = InstalledPostgres.create(FOLDER.resolve("database"));
                PgBouncer bouncer = new PgBouncer(FOLDER, postgres);
                LocalService service = service(bouncer)) {
            service.start();
            List<Integer> connections = new ArrayList<>();
            try (CrashCrowd crowd = new CrashCrowd(service, FOLDER.resolve("journals"), CLIENTS, 1)) {
                crowd.workDuring(() -> {
                    for (int part = 0; part < 4; part++) {
                        crowd.awaitAcknowledged(SOME / 4);
                        connections.add(Integer.valueOf(postgres.ask(OF_THE_SERVICE)));
                    }
                });
                importsOnceFromTheInbox(postgres);
                reconciles(service);
                assertThat(crowd.compareWith(postgres.adminUrl())).isPositive();
                assertThat(crowd.counts.ambiguous()).isZero();
            }
            tellTheRatio(service, postgres);
            assertThat(connections).allMatch(count -> count > 0 && count <= CONNECTIONS);
            for (String[] each : new String[][] {
                {"credits", "10s", "5s"}, {"credits_ledger", "10s", "100ms"}, {"credits_batch", "10min", "5s"}
            }) {
                assertThat(shown(bouncer.url(each[0]), "statement_timeout")).isEqualTo(each[1]);
                assertThat(shown(bouncer.url(each[0]), "lock_timeout")).isEqualTo(each[2]);
            }
        }
    }

    /** Of what is charged in a second, in turns with a server that is connected directly. */
    private static void tellTheRatio(LocalService behind, InstalledPostgres postgres) throws InterruptedException {
        try (LocalService direct = LocalService.prepare(TestSettings.in(
                FOLDER.resolve("direct"),
                Map.of("credits.db.url", postgres.url(), "credits.db.user", "credits", "credits.db.password", "-")))) {
            direct.start();
            TestTeam here = TestTeam.withCredits(behind, "1000000");
            TestTeam there = TestTeam.withCredits(direct, "1000000");
            int[] charged = new int[2];
            for (int turn = 0; turn < 2 * TURNS; turn++) {
                int charges = chargedInATurn(turn % 2 == 0 ? here : there);
                charged[turn % 2] += turn < 2 ? 0 : charges; // the first ones are warm-up
            }
            System.out.printf(
                    "Charges in %d s: %d behind PgBouncer, %d without; ratio %.2f%n",
                    (TURNS - 1) * TURN.toSeconds(), charged[0], charged[1], charged[0] / (double) charged[1]);
            assertThat(charged[0]).isPositive();
        }
    }

    private static int chargedInATurn(TestTeam team) throws InterruptedException {
        long end = System.nanoTime() + TURN.toNanos();
        return Crowd.of(CLIENTS, client -> {
                    int charges = 0;
                    for (; System.nanoTime() < end; charges++) {
                        Charges.message(team);
                    }
                    return charges;
                })
                .stream()
                .mapToInt(Crowd.Result::value)
                .sum();
    }

    private static void importsOnceFromTheInbox(InstalledPostgres postgres) throws IOException {
        Path inbox = SERVICE.resolve("inbox");
        Path folder = Files.createDirectories(inbox.resolve("RUNWAY/RUNWAY_USAGE"));
        for (String name : List.of("october.json", "again.json")) {
            try (InputStream sample = PgBouncerIT.class.getResourceAsStream("/invoice/runway-usage.json")) {
                Files.copy(sample, folder.resolve(name));
            }
        }
        await().atMost(PATIENCE)
                .until(() -> List.of("october.json", "again.json").stream()
                        .allMatch(name ->
                                Files.exists(inbox.resolve("done/RUNWAY/RUNWAY_USAGE/" + name + ".report.json"))));
        assertThat(postgres.ask(
                        "SELECT string_agg(status, ' ' ORDER BY status) FROM invoice_import WHERE provider = 'RUNWAY'"))
                .isEqualTo("DUPLICATE IMPORTED");
        assertThat(
                        postgres.ask(
                                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND state = 'idle'"))
                .as("locks that outlive their transaction")
                .isEqualTo("0");
    }

    private static void reconciles(LocalService service) {
        Api admin = Api.superAdmin(service);
        LocalDate today = LocalDate.ofInstant(service.now(), ZoneOffset.UTC);
        String run = TestTeam.ok(admin.post(
                        "/reconciliation/runs",
                        Map.of("from", today.toString(), "to", today.plusDays(1).toString())))
                .text("runId");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TestTeam.ok(admin.get("/reconciliation/runs/" + run))
                                .text("status"))
                        .isEqualTo("COMPLETED"));
    }

    private static String shown(String url, String parameter) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "?user=credits&prepareThreshold=0");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + parameter)) {
            row.next();
            return row.getString(1);
        }
    }
}
