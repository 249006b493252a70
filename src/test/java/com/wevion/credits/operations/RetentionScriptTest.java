package com.wevion.credits.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.RetentionScript;
import com.wevion.credits.dev.ScratchDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refused rows and dead letters below the horizon are archived by {@code retention.sh}, unless something is unfinished. */
class RetentionScriptTest {
    private static final LocalDate HORIZON = LocalDate.now(ZoneOffset.UTC).minusDays(400);
    private static final String IMPORT =
            "INSERT INTO invoice_import (id, fingerprint, provider, format, source, file_name, status,"
                    + " reason, sha256, refused, started_at, lease_until, ended_at, dismissed_at, dismissed_by, dismissal_reason)"
                    + " VALUES ('00000000-0000-4000-8000-00000000000%d', sha256(''), 'OPENAI', 'FOCUS', 'INBOX', 'f.csv', '%s', %s,"
                    + " sha256('%1$d'), 2, now() - interval '%d days', now(), now() - interval '%4$d days', %s)";
    private static final String LETTER =
            "INSERT INTO dead_letter (id, message_id, queue, body, complete, reason, failed_at,"
                    + " dismissed_at, dismissed_by, dismissal_reason)"
                    + " VALUES (gen_random_uuid(), '%s', 'q', E'a\\nb\\\\\"', true, '%1$s', now() - interval '500 days', %s)";
    private static final String DISMISSED = "now() - interval '%d days', gen_random_uuid(), 'why'";

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final RetentionScript script = new RetentionScript(database.url(), Path.of("target/retention/script"));

    @AfterEach
    void drop() {
        database.drop();
    }

    private void importOf(int number, String status, int endedDaysAgo) {
        boolean refused = status.equals("REFUSED");
        database.execute(IMPORT.formatted(
                number,
                status,
                refused ? "'unreadable'" : "NULL",
                endedDaysAgo,
                refused ? DISMISSED.formatted(endedDaysAgo) : "NULL, NULL, NULL"));
        database.execute("INSERT INTO invoice_refusal SELECT '00000000-0000-4000-8000-00000000000" + number
                + "', n, 'no cost', 'a,\"b\\' FROM generate_series(1, 2) n");
    }

    private void letter(String name, String over) {
        database.execute(LETTER.formatted(name, over));
    }

    private long count(String from) {
        return database.count("SELECT count(*) FROM " + from);
    }

    @Test
    void archivesRefusedRowsAndDeadLettersThatAreOver() throws Exception {
        importOf(1, "IMPORTED", 500);
        importOf(2, "REFUSED", 500);
        importOf(3, "IMPORTED", 100);
        letter("over", DISMISSED.formatted(450));
        letter("over lately", DISMISSED.formatted(10));
        assertThat(script.run(Map.of(), "record", HORIZON.toString()).error()).isEmpty();

        RetentionScript.Result result = script.archive(3);

        assertThat(result.error()).isEmpty();
        assertThat(result.output().lines().map(line -> line.replaceFirst("-before.*gz", "")))
                .containsExactly("refused-rows  3 rows", "refused-rows  1 rows", "dead-letters  1 rows");
        assertThat(count("invoice_refusal WHERE import_id = '00000000-0000-4000-8000-000000000003'"))
                .isEqualTo(2);
        assertThat(count("invoice_refusal")).isEqualTo(2);
        assertThat(count("dead_letter WHERE message_id = 'over lately'")).isEqualTo(1);
        assertThat(count("dead_letter")).isEqualTo(1);
        assertThat(LedgerChecks.violations(database.url())).isEmpty();
        List<String> files = Files.readAllLines(script.archive().resolve("SHA256SUMS")).stream()
                .map(line -> line.substring(66))
                .toList();
        assertThat(script.lines(files))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line)
                        .contains("\"table\": \"dead_letter\"", "\"body\": \"a\\nb\\\\\\\"\"", "\"reason\": \"over\""))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"table\": \"invoice_refusal\"", "\"line\": 2", "\"excerpt\": \"a,\\\"b\\\\\""));
        assertThat(Files.readAllLines(script.archive().resolve("MANIFEST.csv"))).hasSize(4);
        assertThat(script.run(Map.of(), "status").output())
                .startsWith(HORIZON + " recorded ")
                .endsWith(": 3 files, 5 rows\n");
    }

    @Test
    void namesAllThatIsUnfinished() throws Exception {
        letter("waiting", "NULL, NULL, NULL");
        database.execute("UPDATE dead_letter SET id = '00000000-0000-4000-8000-000000000009'");
        database.execute("INSERT INTO outbox (queue, body, created_at) VALUES ('q', '', '2020-01-01 00:00:00+00')");
        importOf(4, "INTERRUPTED", 500);
        database.execute("UPDATE invoice_import SET status = 'LOADING', ended_at = NULL");
        database.execute(
                "INSERT INTO usage_record (work_id, measure, at, provider, service, engine, quantity, charged_units, outcome)"
                        + " VALUES (gen_random_uuid(), 'IMAGE', '2020-02-03 00:00:00+00', 'OPENAI', 'IMAGE', 'FLUX', 1, 0, 'LATE')");

        RetentionScript.Result found = script.run(Map.of(), "unfinished", HORIZON.toString());

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.output().lines())
                .containsExactly(
                        "1 messages in the outbox, the oldest of 2020-01-01 00:00:00+00",
                        "1 dead letters that wait, the oldest 00000000-0000-4000-8000-000000000009",
                        "import 00000000-0000-4000-8000-000000000004 of OPENAI: is loading",
                        "OPENAI usage of 1 days, the first 2020-02-03, the last 2020-02-03, was never reconciled");
        RetentionScript.Result accepted =
                script.run(Map.of("CREDITS_RETENTION_UNRECONCILED", "accept"), "unfinished", HORIZON.toString());
        assertThat(accepted.output().lines()).hasSize(3);
    }
}
