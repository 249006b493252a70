package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.WithService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server whose schema serves it, but leaves the reconciliation to newer ones. */
@WithService(engines = false)
class OlderServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ANY = 1;
    private static final int NEWER = 999;

    private final LocalService service;
    private final BillingProvider provider;

    OlderServerIT(LocalService service) {
        this.service = service;
        this.provider = new BillingProvider(service);
    }

    @AfterEach
    void reconcilesAgain() throws SQLException {
        serveFrom(ANY);
    }

    private void serveFrom(int server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE schema_compatibility SET oldest_reconciling_server = " + server);
        }
    }

    private void overbills() {
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.did(10, "dear");
        provider.bills(10, "0.5", "dear");
        provider.sendInvoice();
    }

    /** Status, and the time until which a server has it. */
    private String state(String run) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT status || ' ' || lease_until FROM reconciliation_run WHERE id = '" + run + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void leavesARunThatItIsAskedForToANewerServer() throws SQLException {
        overbills();
        serveFrom(NEWER);

        String run = provider.start();

        assertThat(state(run)).isEqualTo("RUNNING -infinity");
        assertThat(ok(provider.run(run)).json().path("steps").findValuesAsText("status"))
                .containsOnly("WAITING");
        assertThat(service.ready()).isTrue();

        serveFrom(ANY);
        assertThat(provider.completed(run).path("breaks").asInt()).isEqualTo(1);
    }

    @Test
    void leavesARunThatItWorksOnToANewerServerWhichFindsTheSame() throws SQLException {
        overbills();
        String run;
        try (Connection locking = DriverManager.getConnection(service.databaseUrl());
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE reconciliation_matched IN EXCLUSIVE MODE");
            run = provider.start();
            await().atMost(PATIENCE).until(() -> isMatching(run));
            serveFrom(NEWER);
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(run)).isEqualTo("RUNNING -infinity"));

        serveFrom(ANY);
        JsonNode completed = provider.completed(run);
        assertThat(completed.path("breaks").asInt()).isEqualTo(1);
        assertThat(completed.path("variance").asText()).isEqualTo("0.2");
        String undisturbed = provider.start();
        provider.completed(undisturbed);
        assertThat(provider.result(run)).isEqualTo(provider.result(undisturbed));
    }

    private boolean isMatching(String run) {
        return ok(provider.run(run))
                .json()
                .path("steps")
                .get(Step.MATCH.ordinal())
                .path("status")
                .asText()
                .equals("RUNNING");
    }
}
