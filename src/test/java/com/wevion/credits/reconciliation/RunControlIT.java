package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators stop a run that works, restart it, and abandon one. */
@WithService(engines = false)
class RunControlIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalService service;
    private final Api admin;
    private final BillingProvider provider;

    RunControlIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.provider = new BillingProvider(service);
    }

    private Api.Answer act(String run, String verb) {
        return admin.post("/reconciliation/runs/" + run + "/" + verb, Map.of("reason", "to " + verb + " it"));
    }

    private JsonNode ended(String run) {
        await().atMost(PATIENCE)
                .until(() -> !ok(provider.run(run)).json().path("endedAt").isNull());
        return ok(provider.run(run)).json();
    }

    private void overbills() {
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.did(10, "dear");
        provider.bills(10, "0.5", "dear");
        provider.sendInvoice();
    }

    /** Keeps everybody else from a table until it is closed. */
    private Connection locked(String table, String mode) throws SQLException {
        Connection locking = DriverManager.getConnection(service.databaseUrl());
        locking.setAutoCommit(false);
        try (Statement statement = locking.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN " + mode + " MODE");
        }
        return locking;
    }

    private void awaitStandstill(String run, Step step, String table, Connection locking) {
        await().atMost(PATIENCE).until(() -> {
            try (Statement statement = locking.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass")) {
                return row.next() && isIn(run, step);
            }
        });
    }

    private boolean isIn(String run, Step step) {
        JsonNode found = ok(provider.run(run)).json().path("steps").get(step.ordinal());
        assertThat(found.path("step").asText()).isEqualTo(step.name());
        return found.path("status").asText().equals("RUNNING");
    }

    /** A run that was told to stop while it matched. */
    private String stopped() throws SQLException {
        overbills();
        String table = "reconciliation_matched";
        return stopped(locked(table, "EXCLUSIVE"), provider.start(), Step.MATCH, table);
    }

    /** A run that was told to stop while one of its steps waited for a table. */
    private String stopped(Connection theLock, String run, Step step, String table) throws SQLException {
        try (Connection locking = theLock) {
            awaitStandstill(run, step, table, locking);
            Api.Answer asked = act(run, "stop");
            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.text("status")).isEqualTo("STOPPING");
            assertThat(act(run, "restart").problem()).isEqualTo("conflict");
            assertThat(act(run, "abandon").problem()).isEqualTo("conflict");
        }
        JsonNode stopped = ended(run);
        assertThat(stopped.path("status").asText()).isEqualTo("STOPPED");
        assertThat(stopped.path("steps").get(5).path("status").asText()).isNotEqualTo("DONE");
        assertThat(breaks(run)).isEmpty();
        assertThat(admin.get("/reconciliation/runs/" + run + "/report").status())
                .isEqualTo(404);
        return run;
    }

    @Test
    void aRunIsStoppedAndGoesOn() throws SQLException {
        String run = stopped();

        Api.Answer restarted = act(run, "restart");

        assertThat(restarted.status()).isEqualTo(202);
        JsonNode completed = provider.completed(run);
        assertThat(completed.path("breaks").asInt()).isEqualTo(1);
        assertThat(completed.path("variance").asText()).isEqualTo("0.2");
        assertThat(completed.path("actions").findValuesAsText("action")).containsExactly("STOP", "RESTART");
        assertThat(completed.path("actions").findValuesAsText("reason")).containsExactly("to stop it", "to restart it");
        JsonNode acme = provider.report(run).path("providers").get(0);
        assertThat(acme.path("matchedCost").asText()).isEqualTo("0.06");
        for (String verb : new String[] {"stop", "restart", "abandon"}) {
            assertThat(act(run, verb).problem()).isEqualTo("conflict");
        }
    }

    @Test
    void whatWasStoppedWhileItMatchedFindsInTheEndWhatAnUndisturbedRunFinds() throws SQLException {
        whatWasStoppedFindsInTheEndWhatAnUndisturbedRunFinds(Step.MATCH, "reconciliation_matched");
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "STAGE, reconciliation_source",
        "STAGE, reconciliation_group",
        "CLASSIFY, reconciliation_finding",
        "AUDIT, reconciliation_audit",
        "MONEY, reconciliation_money"
    })
    void whatWasStoppedFindsInTheEndWhatAnUndisturbedRunFinds(Step step, String table) throws SQLException {
        overbills();
        Connection locking = locked(table, "EXCLUSIVE");

        assertGoesOnUndisturbed(stopped(locking, provider.startOverAll(), step, table));
    }

    /** The report reads what the steps before it have written, before it settles anything. */
    @Tag("long")
    @Test
    void whatWasStoppedBeforeItWroteItsReportWritesItInTheEnd() throws SQLException {
        overbills();
        String run;
        Connection locking;
        try (Connection untilThen = locked("reconciliation_money", "EXCLUSIVE")) {
            run = provider.startOverAll();
            awaitStandstill(run, Step.MONEY, "reconciliation_money", untilThen);
            locking = locked("reconciliation_matched", "ACCESS EXCLUSIVE");
        }

        assertGoesOnUndisturbed(stopped(locking, run, Step.REPORT, "reconciliation_matched"));
    }

    private void assertGoesOnUndisturbed(String run) throws SQLException {
        assertThat(act(run, "restart").status()).isEqualTo(202);
        provider.completed(run);
        assertThat(starts(run)).as("the restart is the only one").isEqualTo(1);
        String undisturbed = provider.startOverAll();
        provider.completed(undisturbed);
        assertThat(breaks(run)).hasSize(1);
        assertThat(provider.result(run)).isEqualTo(provider.result(undisturbed));
    }

    /** Those of the provider; other tests have their own. */
    private List<JsonNode> breaks(String run) {
        return provider.breaks(run).stream()
                .filter(found -> found.path("provider").asText().equals(provider.name()))
                .toList();
    }

    private int starts(String run) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT starts FROM reconciliation_run WHERE id = '" + run + "'")) {
            row.next();
            return row.getInt("starts");
        }
    }

    @Test
    void aStopThatComesWhileTheReportIsWrittenIsTooLate() throws SQLException {
        overbills();
        String run;
        try (Connection locking = locked("reconciliation_break", "EXCLUSIVE")) {
            run = provider.start();
            awaitStandstill(run, Step.REPORT, "reconciliation_break", locking);

            Api.Answer refused = act(run, "stop");

            assertThat(refused.problem()).isEqualTo("conflict");
            assertThat(refused.text("detail")).contains("it is too late to stop it");
        }
        JsonNode completed = provider.completed(run);
        assertThat(completed.path("breaks").asInt()).isEqualTo(1);
        assertThat(completed.path("actions")).isEmpty();
        assertThat(provider.report(run)
                        .path("providers")
                        .get(0)
                        .path("variance")
                        .asText())
                .isEqualTo("0.2");
    }

    @Test
    void aRunIsAbandonedAndAnotherOneTakesItsPlace() throws SQLException {
        String run = stopped();

        Api.Answer abandoned = act(run, "abandon");

        assertThat(abandoned.status()).isEqualTo(200);
        assertThat(abandoned.text("status")).isEqualTo("ABANDONED");
        assertThat(act(run, "restart").problem()).isEqualTo("conflict");
        assertThat(provider.reconcile().path("breaks").asInt()).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoDecisionAndWhoIsNoOperator() {
        String nothing = "/reconciliation/runs/" + UUID.randomUUID() + "/";
        for (String verb : new String[] {"stop", "restart", "abandon"}) {
            assertThat(act(UUID.randomUUID().toString(), verb).status()).isEqualTo(404);
            assertThat(admin.post(nothing + verb, Map.of("reason", " ")).problem())
                    .isEqualTo("validation");
            assertThat(admin.post(nothing + verb, Map.of()).problem()).isEqualTo("validation");
            assertThat(Api.host(service)
                            .post(nothing + verb, Map.of("reason", "why"))
                            .status())
                    .isEqualTo(403);
        }
    }
}
