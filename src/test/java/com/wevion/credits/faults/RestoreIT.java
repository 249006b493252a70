package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Charges;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.InstalledPostgres;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.Rehearsal;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.WithServersOfItsOwn;
import com.wevion.credits.faults.CrashJournal.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A backup that was taken under load is restored to a point in time, proved, and put into service with the broker as it is now. */
@WithServersOfItsOwn
@Tag("long")
@EnabledIf(
        value = "com.wevion.credits.dev.InstalledPostgres#isInstalledOrRequired",
        disabledReason = "There is no PostgreSQL: install Debian's package postgresql")
class RestoreIT {
    private static final Path FOLDER = Path.of("target/it/restore").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("archive");
    private static final Path BACKUP = FOLDER.resolve("backup");
    private static final Path SERVICE = FOLDER.resolve("service");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLIENTS = 8;
    private static final int SOME = 150;

    private static LocalService service(InstalledPostgres database) {
        return LocalService.prepare(TestSettings.in(
                SERVICE,
                Map.of(
                        "credits.db.url", database.url(),
                        "credits.db.user", "credits",
                        "credits.db.password", "-")));
    }

    @Test
    void restoresExactlyWhatWasAcknowledgedBeforeThePointAndGoesOnFromThere() throws Exception {
        DataFolder.delete(FOLDER);
        Files.createDirectories(ARCHIVE);
        Map<String, Accepted> acknowledged;
        Function<String, Map<String, Accepted>> books;
        List<String> waiting;
        String point;
        Map<String, String> environment = new TreeMap<>(Map.of("CREDITS_RESTORE_KEEP", "true"));
        try (InstalledPostgres primary = InstalledPostgres.create(
                        FOLDER.resolve("database"),
                        "archive_mode = on",
                        "archive_command = 'cp %p " + ARCHIVE + "/%f'");
                LocalService service = service(primary)) {
            service.start();
            environment.put(
                    "CREDITS_CHECKPOINT_PUBLIC_KEY_FILE",
                    service.settings().text("credits.checkpoint.public.key.file"));
            try (CrashCrowd crowd = new CrashCrowd(service, FOLDER.resolve("journals"), CLIENTS, 1)) {
                crowd.workDuring(() -> {
                    crowd.awaitAcknowledged(SOME);
                    primary.backUp(BACKUP);
                    crowd.awaitAcknowledged(SOME);
                });
                await().atMost(PATIENCE)
                        .until(() ->
                                primary.ask("SELECT count(*) FROM checkpoint").equals("1"));
                crowd.workDuring(() -> crowd.awaitAcknowledged(SOME));
                crowd.compareWith(primary.adminUrl());
                TestTeam team = TestTeam.paid(service);
                service.stopBroker();
                waiting = IntStream.range(0, 3)
                        .mapToObj(i -> Charges.job(team, 2))
                        .toList();
                acknowledged = crowd.expected();
                books = crowd::in;
                point = primary.ask("SELECT clock_timestamp()");
                service.restartBroker();
                crowd.workDuring(() -> crowd.awaitAcknowledged(SOME));
                awaitSettled(primary, waiting);
                assertThat(crowd.compareWith(primary.adminUrl())).isGreaterThan(acknowledged.size());
                String last = primary.ask("SELECT pg_walfile_name(pg_switch_wal())");
                await().atMost(PATIENCE).until(() -> Files.exists(ARCHIVE.resolve(last)));
                primary.kill();

                Rehearsal rehearsal = Rehearsal.run(FOLDER, environment, BACKUP.toString(), ARCHIVE.toString(), point);
                assertThat(rehearsal.output())
                        .contains(", 3 open holds, 3 messages in the outbox")
                        .contains(LedgerChecks.names().size() + " checks hold")
                        .contains("Every history was recomputed")
                        .contains("Its signature is right")
                        .contains("The books in this backup are right");
                assertThat(rehearsal.status()).isZero();
            }
        }
        InstalledPostgres copy = copy();
        try {
            copy.start();
            assertThat(books.apply(copy.adminUrl())).isEqualTo(acknowledged);
            goesOn(copy, waiting);
            failsOnceSomebodyHasChangedAnEntry(copy, environment);
        } finally {
            copy.close();
        }
    }

    private static void awaitSettled(InstalledPostgres database, List<String> jobs) {
        String ids = jobs.stream().collect(Collectors.joining("','", "('", "')"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.ask(
                                "SELECT count(*) || ' ' || sum(charged_units) FROM hold WHERE state = 'SETTLED' AND id IN "
                                        + ids))
                        .isEqualTo("3 180000000"));
    }

    /** The copy that the rehearsal has left, stopped. */
    private static InstalledPostgres copy() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            Path copy = all.filter(folder -> folder.getFileName().toString().startsWith("credits-restore"))
                    .findAny()
                    .orElseThrow()
                    .resolve("data");
            InstalledPostgres postgres = InstalledPostgres.of(copy);
            postgres.close();
            postgres.configure("archive_mode = off");
            return postgres;
        }
    }

    /** The broker has delivered what was in the outbox at the point; it goes out once more. */
    private static void goesOn(InstalledPostgres copy, List<String> waiting) throws Exception {
        try (LocalService service = service(copy);
                CrashCrowd crowd = startedWith(service)) {
            awaitSettled(copy, waiting);
            crowd.workDuring(() -> crowd.awaitAcknowledged(SOME));
            crowd.compareWith(copy.adminUrl());
        }
    }

    private static CrashCrowd startedWith(LocalService service) {
        service.start();
        return new CrashCrowd(service, FOLDER.resolve("later"), CLIENTS, 2);
    }

    private static void failsOnceSomebodyHasChangedAnEntry(InstalledPostgres copy, Map<String, String> environment) {
        copy.executeInDatabase(
                "SET session_replication_role = replica; UPDATE entry SET amount_units = amount_units + 1,"
                        + " balance_after_units = balance_after_units + 1 WHERE (account_id, sequence) = (SELECT account_id, 5 FROM entry"
                        + " WHERE sequence = 6 LIMIT 1)");
        copy.backUp(BACKUP);
        environment.remove("CREDITS_RESTORE_KEEP");

        Rehearsal rehearsal = Rehearsal.run(FOLDER, environment, BACKUP.toString(), "-");

        assertThat(rehearsal.output())
                .contains("FAILED  check hash_chain: 1 rows")
                .contains("FAILED  check running_balances: 1 rows")
                .containsPattern("FAILED  verifier: 1 histories are broken, .* \\d+ 5 HASH")
                .contains("The books in this backup are WRONG");
        assertThat(rehearsal.status()).isEqualTo(1);
    }
}
