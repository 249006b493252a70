package com.wevion.credits.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.DataFolder;
import com.wevion.credits.dev.LedgerChecks;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestSettings;
import com.wevion.credits.dev.WithServersOfItsOwn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the server, and the database, in the steps of the job: the result is that of a run that nobody disturbed. */
@WithServersOfItsOwn
@Tag("long")
class ReconciliationFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target/it/reconciliation-faults");

    /** Each step, and a table without which it cannot continue. */
    private enum Standstill {
        STAGE("reconciliation_group"),
        MATCH("reconciliation_matched"),
        CLASSIFY("reconciliation_finding"),
        AUDIT("reconciliation_audit"),
        MONEY("reconciliation_money"),
        REPORT("reconciliation_break");

        private final String table;

        Standstill(String table) {
            this.table = table;
        }
    }

    private static LocalService service;
    private static BillingProvider provider;
    private static ObjectNode undisturbed;

    @BeforeAll
    static void reconcileUndisturbed() {
        DataFolder.delete(FOLDER.toAbsolutePath());
        service = LocalService.prepare(TestSettings.in(
                FOLDER,
                Map.of(
                        "credits.simulated.engines", "false",
                        "credits.reconciliation.lease.seconds", "2",
                        "credits.reconciliation.starts", "50")));
        service.start();
        provider = new BillingProvider(service);
        for (int i = 0; i < 10; i++) {
            provider.did(i % 10 + 1, "request-" + i);
            provider.bills(i % 10 + 1, i % 2 == 0 ? "0.01" : "9.99", "request-" + i);
            provider.bills(1, "0.03", "ghost-" + i);
        }
        provider.sendInvoice();
        String run = provider.startOverAll();
        provider.completed(run);
        undisturbed = provider.result(run);
        assertThat(undisturbed.path("breaks")).hasSize(20);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** The benchmark's StepKills kills it in the others as well; each costs a start of the server. */
    @ParameterizedTest
    @EnumSource(names = {"MATCH", "CLASSIFY", "REPORT"})
    void goesOnAfterTheServerWasKilled(Standstill step) throws SQLException {
        String run;
        try (Connection locking = lock(step)) {
            run = provider.startOverAll();
            awaitStandstill(locking);
            service.killServer();
            await().atMost(PATIENCE).until(() -> service.serverEnded().isDone());
        }
        service.restartServer();

        assertUndisturbed(run);
    }

    @ParameterizedTest
    @EnumSource(Standstill.class)
    void goesOnAfterTheDatabaseWasKilled(Standstill step) throws SQLException {
        Connection locking = lock(step);
        String run = provider.startOverAll();
        awaitStandstill(locking);
        service.killPostgres();
        locking.close();
        service.restartPostgres();

        assertUndisturbed(run);
    }

    private static void assertUndisturbed(String run) {
        provider.completed(run);
        assertThat(provider.result(run)).isEqualTo(undisturbed);
        assertThat(LedgerChecks.violations(service.databaseUrl())).isEmpty();
    }

    private static Connection lock(Standstill step) throws SQLException {
        Connection connection = DriverManager.getConnection(service.databaseUrl());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + step.table + " IN EXCLUSIVE MODE");
        }
        return connection;
    }

    private static void awaitStandstill(Connection locking) {
        await().atMost(PATIENCE).until(() -> {
            try (Statement statement = locking.createStatement();
                    ResultSet row = statement.executeQuery("SELECT FROM pg_locks WHERE NOT granted")) {
                return row.next();
            }
        });
    }
}
