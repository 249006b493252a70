package com.wevion.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Charges;
import com.wevion.credits.dev.Crowd;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The room that charges take in the database, as docs/deployment.md tells it. {@code -Dstorage.charges} says how many chat messages are
 * made, and a quarter as many jobs; {@code target/it/storage/sizes.log} has the table of {@code server-config/postgresql/sizes.sql}.
 */
@WithServersOfItsOwn
@Tag("long")
class StorageIT {
    private static final Path FOLDER = Path.of("target/it/storage").toAbsolutePath();
    private static final int CHARGES = Integer.getInteger("storage.charges", 8_000);
    private static final int ROUND = 8_000;
    private static final int CLIENTS = 16;
    private static final String SIZE =
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.relkind = 'r' AND n.nspname = 'public'";
    private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')";
    private static final String SETTLED = "SELECT count(*) FROM hold WHERE state = 'SETTLED'";
    private static final int TEAMS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Bytes that a charge takes: in tables and indexes as it was written, the same without the room of former versions, and in the WAL. */
    private record Room(double written, double compact, double wal) {}

    @Test
    void chargesTakeTheRoomThatTheHandbookSays() throws Exception {
        DataFolder.delete(FOLDER);
        try (LocalService service = LocalService.prepare(TestSettings.in(FOLDER.resolve("service"), Map.of()));
                PrintWriter log = log()) {
            service.start();
            List<TestTeam> teams = IntStream.range(0, TEAMS)
                    .mapToObj(team -> TestTeam.withCredits(service, "10000000"))
                    .toList();
            Room chat = measure(service, CHARGES, charge -> Charges.message(teams.get(charge % TEAMS)));
            log.printf("chat message: %s%n", chat);
            print(service, log);
            List<TestTeam> studios = IntStream.range(0, TEAMS)
                    .mapToObj(team -> TestTeam.paid(service))
                    .toList();
            Room job = measure(service, CHARGES / 4, charge -> Charges.job(studios.get(charge % TEAMS), 1));
            log.printf("job: %s%n", job);
            print(service, log);
            assertThat(chat.compact()).isBetween(1_900.0, 2_600.0);
            assertThat(job.compact()).isBetween(1_900.0, 2_600.0);
        }
    }

    private static PrintWriter log() throws IOException {
        Files.createDirectories(FOLDER);
        return new PrintWriter(Files.newBufferedWriter(FOLDER.resolve("sizes.log")), true);
    }

    private interface Work {
        void charge(int number);
    }

    private static Room measure(LocalService service, int charges, Work work)
            throws InterruptedException, SQLException {
        vacuum(service, "VACUUM (FULL, ANALYZE)");
        long before = number(service, SIZE);
        long wal = number(service, WAL);
        long settled = number(service, SETTLED);
        for (int from = 0; from < charges; from += ROUND) {
            charge(from, Math.min(from + ROUND, charges), work);
        }
        await().atMost(PATIENCE).until(() -> number(service, SETTLED) == settled + charges);
        long walAfter = number(service, WAL);
        vacuum(service, "VACUUM");
        long written = number(service, SIZE);
        vacuum(service, "VACUUM (FULL, ANALYZE)");
        double each = charges;
        return new Room((written - before) / each, (number(service, SIZE) - before) / each, (walAfter - wal) / each);
    }

    private static void charge(int from, int before, Work work) throws InterruptedException {
        List<Crowd.Result<Integer>> ended = Crowd.of(CLIENTS, client -> {
            for (int charge = from + client; charge < before; charge += CLIENTS) {
                work.charge(charge);
            }
            return client;
        });
        assertThat(ended).allSatisfy(result -> assertThat(result.thrown()).isNull());
    }

    private static void vacuum(LocalService service, String how) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(how);
        }
    }

    private static long number(LocalService service, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void print(LocalService service, PrintWriter log) throws IOException, SQLException {
        String sizes = Files.readString(Path.of("server-config/postgresql/sizes.sql"));
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sizes)) {
            while (row.next()) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    log.printf("%-26s", row.getString(column));
                }
                log.println();
            }
        }
    }
}
