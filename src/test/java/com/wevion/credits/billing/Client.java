package com.wevion.credits.billing;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.Api.Answer;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import com.wevion.credits.dev.stripe.StripeSimulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A team that has creative work done in a running service and is billed for it. */
record Client(LocalService service, TestTeam team) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Client of(LocalService service) {
        return new Client(service, TestTeam.paid(service));
    }

    StripeSimulator stripe() {
        return service.stripe();
    }

    /** Has work done and waits until it is charged. */
    void uses(String what, String engine, String quantityField, long quantity) {
        String job = ok(team.owner()
                        .post(team.path("/jobs"), Map.of("service", what, "engine", engine, quantityField, quantity)))
                .text("jobId");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ok(team.owner().get(team.path("/jobs/" + job))).text("status"), "SUCCEEDED"::equals);
    }

    /** Uses 10 seconds of video for $0.70, and 500 characters of speech for $0.0075. */
    void usesVideoAndSpeech() {
        uses("VIDEO", "KLING_2_6", "seconds", 10);
        uses("TTS", "OPENAI_TTS", "characters", 500);
    }

    /** An operator bills what has accrued. */
    Answer tryToBill(String key) {
        return Api.superAdmin(service).send("POST", "/api/v1" + bills(), null, "Idempotency-Key", key);
    }

    /** As {@link #tryToBill}, with success. */
    Answer bill() {
        return ok(tryToBill(UUID.randomUUID().toString()));
    }

    String bills() {
        return team.path("/creative-bills");
    }

    Answer get(String billId) {
        return ok(team.owner().get(bills() + "/" + billId));
    }

    List<JsonNode> all() {
        List<JsonNode> all = new ArrayList<>();
        ok(team.owner().get(bills())).json().get("items").forEach(all::add);
        return all;
    }

    Answer awaitStatus(String billId, String status) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(billId), found -> found.text("status").equals(status));
    }

    /** The team's invoices at Stripe, oldest first. */
    List<JsonNode> invoices() {
        return stripe().ids("invoice").stream()
                .map(stripe()::object)
                .filter(invoice -> team.id()
                        .toString()
                        .equals(invoice.at("/metadata/teamId").asText()))
                .toList();
    }

    /** The team's customers at Stripe. */
    List<String> customers() {
        return stripe().ids("customer").stream()
                .filter(id -> team.id()
                        .toString()
                        .equals(stripe().object(id).at("/metadata/teamId").asText()))
                .toList();
    }

    /** Makes the sweeper's time come for a bill. */
    void askNow(String billId) {
        execute("UPDATE creative_bill SET due_at = now() WHERE id = ? AND due_at IS NOT NULL", UUID.fromString(billId));
    }

    private void execute(String sql, Object parameter) {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            statement.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** True if the timer has looked for usage from before this month. */
    boolean isLookedAtThisMonth() {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT FROM creative_month WHERE team_id = ? AND month = date_trunc('month', now() AT TIME ZONE 'UTC')")) {
            statement.setObject(1, team.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The PAYMENT lines of the history. */
    List<JsonNode> payments() {
        return team.history().stream()
                .filter(line -> line.path("type").asText().equals("PAYMENT"))
                .toList();
    }

    /** Asks until the bill has its finished invoice, and says that there is one of it, with these amounts in cents. */
    void awaitOneInvoice(String billId, Long... amounts) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            askNow(billId);
            return get(billId).text("status").equals("OPEN");
        });
        assertThat(invoices()).singleElement().satisfies(invoice -> {
            assertThat(invoice.path("status").asText()).isEqualTo("open");
            assertThat(invoice.at("/lines/data"))
                    .extracting(line -> line.path("amount").asLong())
                    .containsExactlyInAnyOrder(amounts);
        });
    }
}
