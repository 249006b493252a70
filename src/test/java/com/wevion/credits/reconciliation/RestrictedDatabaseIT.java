package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The job on a server whose database user may not create anything: the migration has made the tables of the server's batch, too. */
@WithServersOfItsOwn
class RestrictedDatabaseIT {
    private static final Path FOLDER = Path.of("target/it/restricted-database");
    private static final List<String> BATCH_TABLES = List.of(
            "jbatchjobinstancedata",
            "jbatchexecutioninstancedata",
            "jbatchstepexecutioninstancedata",
            "jbatchjobstatus",
            "jbatchstepstatus",
            "jbatchcheckpointdata");

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private final String user = "restricted_" + UUID.randomUUID().toString().substring(0, 8);

    private LocalService prepare() {
        database.executeAsSuperuser("CREATE ROLE " + user + " LOGIN PASSWORD 'secret'");
        database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + user);
        database.execute("GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO " + user);
        assertThat(database.count("SELECT count(*) FROM pg_roles WHERE rolname = '" + user
                        + "' AND NOT has_schema_privilege(oid, 'public', 'CREATE')"
                        + " AND NOT has_database_privilege(oid, current_database(), 'CREATE')"))
                .isEqualTo(1);
        DataFolder.delete(FOLDER.toAbsolutePath());
        return LocalService.prepare(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.simulated.engines",
                        "false",
                        "credits.db.url",
                        database.url().replaceFirst("\\?.*", ""),
                        "credits.db.user",
                        user,
                        "credits.db.password",
                        "secret")));
    }

    private long rows(String table) {
        return database.count("SELECT count(*) FROM " + table);
    }

    @Test
    void theJobRunsAndRemovesWhatTheBatchKeptOfOlderRuns() {
        try (LocalService service = prepare()) {
            service.start();
            BillingProvider provider = new BillingProvider(service);
            provider.did(2, "good");
            provider.bills(2, "0.06", "good");
            provider.sendInvoice();

            assertThat(provider.reconcile().path("breaks").asInt()).isZero();

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
                            "SELECT count(*) FROM jbatchcheckpointdata WHERE split_part(id, ',', 1)::bigint <= "
                                    + last))
                    .isZero();
        }
    }
}
