package com.wevion.credits.reconciliation;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.TestTeam;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A provider of a running service: what it did for us, and what it bills, a line for each request. */
final class BillingProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String HEADER =
            "BilledCost,BillingCurrency,ChargeCategory,ChargePeriodStart,SkuId,ConsumedQuantity,ConsumedUnit,x_ProviderRequestId";

    static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private final LocalService service;
    private final TestTeam team;
    private final Api admin;
    private final String name;
    private final List<String> lines = new ArrayList<>();

    BillingProvider(LocalService service) {
        this(service, "P" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT));
    }

    private BillingProvider(LocalService service, String name) {
        this.service = service;
        this.name = name;
        this.admin = Api.superAdmin(service);
        this.team = TestTeam.paid(service);
    }

    /** That has this name. */
    static BillingProvider named(LocalService service, String name) {
        return new BillingProvider(service, name);
    }

    String name() {
        return name;
    }

    /** Makes images today, each for 3 cents. */
    void did(long images, String request) {
        complete(
                images,
                Map.of(
                        "outcome",
                        "SUCCEEDED",
                        "delivered",
                        images,
                        "provider",
                        name,
                        "providerRequestId",
                        request,
                        "providerCostUsd",
                        BigDecimal.valueOf(3 * images, 2).toPlainString()));
    }

    /** Fails to make an image. */
    void failed(String request) {
        complete(
                1,
                Map.of(
                        "outcome",
                        "FAILED",
                        "failure",
                        "CONTENT_SAFETY",
                        "provider",
                        name,
                        "providerRequestId",
                        request));
    }

    private void complete(long images, Map<String, Object> completion) {
        String job = ok(team.owner()
                        .post(
                                team.path("/jobs"),
                                Map.of("service", "IMAGE", "engine", "FLUX_2_PRO", "variants", images)))
                .text("jobId");
        ok(Api.host(service).post("/jobs/" + job + "/completion", completion));
    }

    /** A line of the next invoice file. */
    void bills(long images, String usd, String request) {
        bills(images, usd, "USD", request);
    }

    void billsInEuros(long images, String euros, String request) {
        bills(images, euros, "EUR", request);
    }

    private void bills(long images, String cost, String currency, String request) {
        lines.add(String.join(
                ",",
                cost,
                currency,
                "Usage",
                TODAY.toString(),
                "FLUX_2_PRO",
                Long.toString(images),
                "Images",
                request));
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

    /** Starts a run over yesterday and today, after any other has ended. */
    String start() {
        return startAgain(UUID.randomUUID().toString()).text("runId");
    }

    Api.Answer startAgain(String key) {
        return start(Map.of("provider", name), key);
    }

    /** The same over all providers and Stripe. */
    String startOverAll() {
        return start(Map.of(), UUID.randomUUID().toString()).text("runId");
    }

    private Api.Answer start(Map<String, String> scope, String key) {
        Map<String, String> wanted = new HashMap<>(scope);
        wanted.put("from", TODAY.minusDays(1).toString());
        wanted.put("to", TODAY.plusDays(1).toString());
        return await().atMost(PATIENCE)
                .until(() -> admin.post("/reconciliation/runs", wanted, key), answer -> answer.status() == 202);
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

    /** Everything that a run came to, but for who ran it and when. */
    ObjectNode result(String run) {
        ObjectNode report = (ObjectNode) report(run);
        report.remove(List.of("runId", "startedAt", "previous", "openBreaks"));
        // How much of the chains is left to look at depends on the checkpoints that were taken meanwhile.
        ((ObjectNode) report.path("audit")).remove(List.of("entries", "accounts"));
        ArrayNode breaks = report.putArray("breaks");
        for (JsonNode found : breaks(run)) {
            breaks.add(((ObjectNode) found).without(List.of("firstSeenAt", "ageDays")));
        }
        return report;
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
