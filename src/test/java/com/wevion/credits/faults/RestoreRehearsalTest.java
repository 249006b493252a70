package com.wevion.credits.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.InstalledPostgres;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The rehearsal of a restore, with books that have nothing but accounts. */
@EnabledIf(
        value = "com.wevion.credits.dev.InstalledPostgres#isInstalledOrRequired",
        disabledReason = "There is no PostgreSQL: install Debian's package postgresql")
class RestoreRehearsalTest {
    private static final Path FOLDER = Path.of("target/rehearsal").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("archive");
    private static final Path BACKUP = FOLDER.resolve("backup");
    private static final String ACCOUNT = "INSERT INTO account (team_id, kind) VALUES (gen_random_uuid(), 'CREDITS')";

    private static String before;

    @BeforeAll
    static void backUp() throws IOException {
        Files.createDirectories(ARCHIVE);
        try (InstalledPostgres postgres = InstalledPostgres.create(
                FOLDER.resolve("database"), "archive_mode = on", "archive_command = 'cp %p " + ARCHIVE + "/%f'")) {
            Flyway.configure()
                    .dataSource(postgres.url(), "credits", null)
                    .load()
                    .migrate();
            postgres.execute("CREATE DATABASE tampered TEMPLATE credits");
            postgres.backUp(BACKUP, "--format=tar", "--gzip");
            postgres.executeInDatabase(ACCOUNT);
            before = postgres.ask("SELECT clock_timestamp()");
            postgres.executeInDatabase(ACCOUNT);
            InstalledPostgres.execute(
                    postgres.adminUrl().replace("/credits", "/tampered"),
                    ACCOUNT + "; UPDATE account SET sequence = 2, balance_units = 5");
            String last = postgres.ask("SELECT pg_walfile_name(pg_switch_wal())");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(ARCHIVE.resolve(last)));
        }
    }

    @AfterAll
    static void leavesNothingBehind() throws IOException {
        try (var left = Files.list(FOLDER)) {
            assertThat(left).noneMatch(file -> file.getFileName().toString().startsWith("credits-restore"));
        }
    }

    private static Rehearsal rehearse(Map<String, String> environment, String... arguments) {
        return Rehearsal.run(FOLDER, environment, arguments);
    }

    @Test
    void restoresToThePointInTimeAndToTheEnd() {
        Rehearsal earlier = rehearse(Map.of(), BACKUP.toString(), ARCHIVE.toString(), before);
        Rehearsal end = rehearse(Map.of(), BACKUP.toString(), ARCHIVE.toString());

        assertThat(earlier.output())
                .contains(", 1 accounts, 0 entries,")
                .contains(LedgerChecks.names().size() + " checks hold")
                .endsWith("The books in this backup are right\n");
        assertThat(earlier.status()).isZero();
        assertThat(end.output()).contains(", 2 accounts, 0 entries,");
        assertThat(end.status()).isZero();
    }

    @Test
    void failsIfTheBooksAreWrong() {
        Rehearsal wrong =
                rehearse(Map.of("CREDITS_RESTORE_DATABASE", "tampered"), BACKUP.toString(), ARCHIVE.toString());

        assertThat(wrong.output())
                .contains("FAILED  check account_is_its_last_entry: 1 rows")
                .containsPattern("FAILED  verifier: 1 histories are broken, .*: \\d+ 1 GAP")
                .contains("The books in this backup are WRONG");
        assertThat(wrong.status()).isEqualTo(1);
    }

    @Test
    void saysWhyItCannotRestore() throws IOException {
        Path broken = FOLDER.resolve("broken");
        Files.createDirectories(broken);
        for (String file : new String[] {"base.tar.gz", "pg_wal.tar.gz", "backup_manifest"}) {
            Files.write(broken.resolve(file), Files.readAllBytes(BACKUP.resolve(file)));
        }
        Path manifest = broken.resolve("backup_manifest");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("\"Checksum\": \"........", "\"Checksum\": \"00000000"));
        Path empty = Files.createDirectories(FOLDER.resolve("empty"));

        assertRefused(
                rehearse(Map.of(), BACKUP.toString(), ARCHIVE.toString(), "2999-01-01 00:00:00+00"),
                "The archive ends before that time");
        assertRefused(
                rehearse(Map.of(), BACKUP.toString(), ARCHIVE.toString(), "2999-01-01 00:00:00"),
                "The time needs a zone");
        assertRefused(rehearse(Map.of(), BACKUP.toString(), empty.toString()), "There is no WAL in the archive");
        assertRefused(rehearse(Map.of(), empty.toString(), ARCHIVE.toString()), "has neither PG_VERSION nor base.tar");
        assertRefused(
                rehearse(Map.of(), broken.toString(), ARCHIVE.toString()),
                "The files of the backup are not those of its manifest");
        assertRefused(
                rehearse(Map.of("CREDITS_CHECKS", empty.toString()), BACKUP.toString(), ARCHIVE.toString()),
                "There are no checks");
    }

    private static void assertRefused(Rehearsal rehearsal, String why) {
        assertThat(rehearsal.output()).contains(why);
        assertThat(rehearsal.status()).isEqualTo(2);
    }
}
