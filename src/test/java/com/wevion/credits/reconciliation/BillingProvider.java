package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A provider of a running service: what it did for us, and what it bills, a line for each request. */
final class BillingProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEADER =
            "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,SkuId,ConsumedQuantity,ConsumedUnit,x_ProviderRequestId";

    private final LocalService service;
    private final Api admin;
    private final String name =
            "P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    private final List<String> lines = new ArrayList<>();

    BillingProvider(LocalService service) {
        this.service = service;
        this.admin = Api.superAdmin(service);
    }

    String name() {
        return name;
    }

    /** Images for 3 cents each. */
    void did(String day, long images, String request) {
        did(day, images, request, "SUCCEEDED");
    }

    void did(String day, long images, String request, String outcome) {
        try (Connection connection = DriverManager.getConnection(service.databaseUrl());
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO usage_record (work_id, measure, at, provider, request_id, service, engine, quantity, cost_nanos,
                                                  cost_source, charged_micros, outcome)
                        VALUES (gen_random_uuid(), 'IMAGE', ?::timestamptz, ?, ?, 'IMAGE', 'FLUX_2_PRO', ?, ? * 30000000, 'WORKER', 0, ?)""")) {
            insert.setString(1, day + "T12:00:00Z");
            insert.setString(2, name);
            insert.setString(3, request);
            insert.setLong(4, images);
            insert.setLong(5, images);
            insert.setString(6, outcome);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of the next invoice file. */
    void bills(String day, long images, String usd, String request) {
        lines.add(String.join(",", usd, "USD", "Usage", day, "FLUX_2_PRO", Long.toString(images), "Images", request));
    }

    /** Imports what was billed since the last file. */
    void sendInvoice() {
        Api.Answer answer = admin.send(
                "POST",
                "/api/v1/reconciliation/invoices?provider=" + name + "&format=FOCUS&supersedes=NONE",
                HEADER + "\n" + String.join("\n", lines) + "\n",
                "Content-Type",
                "text/csv",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.text("status")).as(answer.body()).isEqualTo("IMPORTED");
        assertThat(answer.text("refused")).as(answer.body()).isEqualTo("0");
        lines.clear();
    }

    /** Starts a run over October 2026, after any other has ended. */
    String start() {
        return startAgain("2026-10-01", "2026-11-01", UUID.randomUUID().toString())
                .text("runId");
    }

    Api.Answer startAgain(String from, String to, String key) {
        return await().atMost(PATIENCE)
                .until(
                        () -> admin.post("/reconciliation/runs", Map.of("provider", name, "from", from, "to", to), key),
                        answer -> answer.status() == 202);
    }

    /** The run once it is completed. */
    JsonNode completed(String run) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ok(run(run)).text("status"), status -> !status.equals("RUNNING"));
        JsonNode ended = ok(run(run)).json();
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        return ended;
    }

    Api.Answer run(String run) {
        return admin.get("/reconciliation/runs/" + run);
    }

    JsonNode reconcile() {
        return completed(start());
    }

    JsonNode report(String run) {
        return ok(admin.get("/reconciliation/runs/" + run + "/report")).json();
    }

    /** Everything that a run found. */
    List<JsonNode> breaks(String run) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = ok(admin.get("/reconciliation/runs/" + run + "/breaks?limit=2" + cursor))
                    .json();
            page.path("items").forEach(found::add);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }
        return found;
    }
}
