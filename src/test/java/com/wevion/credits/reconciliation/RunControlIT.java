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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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

    /** A run that was told to stop while it matched. */
    private String stopped() throws SQLException {
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.did(10, "dear");
        provider.bills(10, "0.5", "dear");
        provider.sendInvoice();
        String run;
        try (Connection locking = DriverManager.getConnection(service.databaseUrl());
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("LOCK TABLE reconciliation_matched IN EXCLUSIVE MODE");
            run = provider.start();
            await().atMost(PATIENCE).until(() -> {
                try (ResultSet row = statement.executeQuery("SELECT FROM pg_locks WHERE NOT granted"
                        + " AND relation = 'reconciliation_matched'::regclass")) {
                    return row.next();
                }
            });
            Api.Answer asked = act(run, "stop");
            assertThat(asked.status()).isEqualTo(202);
            assertThat(asked.text("status")).isEqualTo("STOPPING");
            assertThat(act(run, "restart").problem()).isEqualTo("conflict");
            assertThat(act(run, "abandon").problem()).isEqualTo("conflict");
        }
        JsonNode stopped = ended(run);
        assertThat(stopped.path("status").asText()).isEqualTo("STOPPED");
        assertThat(stopped.path("steps").get(4).path("status").asText()).isEqualTo("WAITING");
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
