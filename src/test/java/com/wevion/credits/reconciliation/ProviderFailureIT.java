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
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run over all providers in which the work on one of them fails: the others are reconciled. */
@WithService(engines = false)
class ProviderFailureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LocalService service;
    private final Api admin;
    private final BillingProvider broken;
    private final BillingProvider sound;

    ProviderFailureIT(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
        this.broken = new BillingProvider(service);
        this.sound = new BillingProvider(service);
    }

    private static void overbills(BillingProvider provider) {
        provider.did(2, "good");
        provider.bills(2, "0.06", "good");
        provider.did(10, "dear");
        provider.bills(10, "0.5", "dear");
        provider.sendInvoice();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A run over all providers. */
    private JsonNode reconcileAll() {
        Map<String, String> days = Map.of(
                "from", BillingProvider.TODAY.minusDays(1).toString(),
                "to", BillingProvider.TODAY.plusDays(1).toString());
        Api.Answer started = await().atMost(PATIENCE)
                .until(() -> admin.post("/reconciliation/runs", days), answer -> answer.status() == 202);
        String run = started.text("runId");
        return await().atMost(PATIENCE)
                .until(
                        () -> ok(sound.run(run)).json(),
                        found -> !found.path("endedAt").isNull());
    }

    private static JsonNode of(Iterable<JsonNode> rows, BillingProvider provider) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.path("provider").asText().equals(provider.name()))
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reconciliation_slice",
                "reconciliation_matched",
                "reconciliation_request",
                "reconciliation_finding"
            })
    void failsThatProviderAndNotTheRun(String table) throws SQLException {
        overbills(broken);
        overbills(sound);
        String before = reconcileAll().path("runId").asText();
        JsonNode known = of(broken.breaks(before), broken);
        String refusal = "refuse_" + broken.name().toLowerCase(java.util.Locale.ROOT);
        execute("CREATE FUNCTION " + refusal + "() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE 'the disk of % is full', NEW.provider; END $$");
        execute("CREATE TRIGGER " + refusal + " BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (NEW.provider = '"
                + broken.name() + "') EXECUTE FUNCTION " + refusal + "()");
        JsonNode run;
        try {
            run = reconcileAll();
        } finally {
            execute("DROP FUNCTION " + refusal + "() CASCADE");
        }

        String id = run.path("runId").asText();
        assertThat(run.path("status").asText()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(run.path("steps").findValuesAsText("status")).containsOnly("DONE");
        assertThat(of(run.path("failures"), broken).path("problem").asText())
                .contains("the disk of " + broken.name() + " is full");
        assertThat(of(run.path("failures"), sound)).isNull();
        JsonNode report = sound.report(id);
        assertThat(report.path("status").asText()).isEqualTo("COMPLETED_WITH_FAILURES");
        assertThat(of(report.path("failures"), broken)).isEqualTo(of(run.path("failures"), broken));
        assertThat(of(report.path("providers"), broken)).isNull();
        assertThat(of(report.path("providers"), sound).path("matchedCost").asText())
                .isEqualTo("0.06");
        assertThat(of(report.path("providers"), sound).path("variance").asText())
                .isEqualTo("0.2");
        assertThat(ok(admin.get("/reconciliation/runs/" + id + "/report", "Accept", "text/csv"))
                        .body())
                .contains(",status,COMPLETED_WITH_FAILURES\r\n")
                .contains("failure," + broken.name() + ",problem,");
        assertThat(of(broken.breaks(id), broken)).isNull();
        JsonNode still = ok(admin.get(
                        "/reconciliation/breaks/" + known.path("breakId").asText()))
                .json();
        assertThat(still.path("state").asText()).isEqualTo("OPEN");

        JsonNode next = reconcileAll();
        assertThat(next.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(of(broken.breaks(next.path("runId").asText()), broken).path("breakId"))
                .isEqualTo(known.path("breakId"));
        assertThat(sound.report(next.path("runId").asText()).path("previous").findValuesAsText("runId"))
                .contains(id);
    }
}
