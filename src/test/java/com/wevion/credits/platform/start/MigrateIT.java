package com.wevion.credits.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.FilledDatabase;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.ScratchDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code server-config/Migrate.java} as whoever rolls out a version runs it, with the archive as it was built. */
class MigrateIT {
    private final ScratchDatabase database = FilledDatabase.create();

    @AfterEach
    void drop() {
        database.drop();
    }

    private String migrate() throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        "target/server/lib/postgresql.jar",
                        "server-config/Migrate.java",
                        "target/credits.war")
                .redirectErrorStream(true);
        program.environment().put("CREDITS_DB_URL", database.url());
        program.environment().remove("CREDITS_DB_USER");
        program.environment().remove("CREDITS_DB_PASSWORD");
        Process process = program.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() + ": " + output.substring(output.lastIndexOf('\n') + 1);
    }

    @Test
    void bringsAnOldDatabaseUpSoThatAServerThatStartsHasNothingToDo() throws Exception {
        long oldest = database.count("SELECT count(*) FROM flyway_schema_history");

        assertThat(migrate()).matches("0: The schema is V\\d{3}");

        long migrated = database.count("SELECT count(*) FROM flyway_schema_history");
        assertThat(migrated).isGreaterThan(oldest);
        assertThat(LedgerChecks.violations(database.url(), FilledDatabase.UNTIL_A_SERVER_RUNS))
                .isEmpty();
        assertThat(migrate()).startsWith("0: ");
        assertThat(database.count("SELECT count(*) FROM flyway_schema_history")).isEqualTo(migrated);
    }

    @Test
    void changesNothingThatHasBecomeTooNewAndSaysSo() throws Exception {
        assertThat(migrate()).startsWith("0: ");
        database.execute("UPDATE schema_compatibility SET oldest_server = 999");

        assertThat(migrate()).startsWith("1: This server (V").contains("is too old for its database");
    }
}
