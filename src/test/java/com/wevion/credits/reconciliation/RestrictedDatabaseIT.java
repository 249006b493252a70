package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.RetentionScript;
import com.wevion.credits.dev.ScratchDatabase;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A server that connects as the application's role: the migration has made the tables of the server's batch, too, and closed work is archived
 * by the owner of the tables.
 */
@WithServersOfItsOwn
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedDatabaseIT {
    private static final Path FOLDER = Path.of("target/it/restricted-database");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> BATCH_TABLES = List.of(
            "jbatchjobinstancedata",
            "jbatchexecutioninstancedata",
            "jbatchstepexecutioninstancedata",
            "jbatchjobstatus",
            "jbatchstepstatus",
            "jbatchcheckpointdata");

    private final ScratchDatabase database = ScratchDatabase.migrated();
    private LocalService service;

    private LocalService prepare() {
        DataFolder.delete(FOLDER.toAbsolutePath());
        return LocalService.prepare(TestSettings.in(
                FOLDER, Map.of("credits.simulated.engines", "false", "credits.db.url", database.applicationUrl())));
    }

    @BeforeAll
    void start() {
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
