package com.wevion.credits.benchmark;

import static com.wevion.credits.dev.TestTeam.ok;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;
import com.wevion.credits.dev.PriceList;
import com.wevion.credits.dev.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A running service that reconciles the month, over REST. */
final class MonthService implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalService local;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts it on the data in a folder, which may be new. */
    MonthService(Path data, Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "credits.data.dir",
                data.toString(),
                "credits.http.port",
                "0",
                "credits.broker.port",
                "0",
                "credits.stripe.simulator.port",
                "0",
                "credits.simulated.engines",
                "false",
                "credits.reconciliation.nightly.days",
                "1",
                "credits.reconciliation.providers",
                "FAL:tax=19;RUNWAY:tax=19"));
        settings.putAll(TestSettings.WITHOUT_LIMITS);
        settings.putAll(overrides);
        local = LocalService.prepare(settings);
        try {
            local.start();
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    LocalService local() {
        return local;
    }

    /** Waits for the run of the last night, which a new server makes up for, so that it is not in the way of ours. */
    void awaitNight() {
        List<String> ended = await().atMost(Duration.ofMinutes(3))
                .until(
                        () -> ok(admin().get("/reconciliation/runs"))
                                .json()
                                .path("items")
                                .findValuesAsText("status"),
                        status -> status.contains("COMPLETED") || status.contains("FAILED"));
        if (!Set.copyOf(ended).equals(Set.of("COMPLETED", "DONE"))) {
            throw new IllegalStateException("The run of the last night: "
                    + admin().get("/reconciliation/runs").body());
        }
    }

    /** The provider rates of all engines. */
    void publishRates() {
        PriceList list = PriceList.after(local);
        for (MonthEngine engine : MonthEngine.ALL) {
            for (ProviderSku sku : engine.skus()) {
                String usd = java.math.BigDecimal.valueOf(sku.unitNanos() * 1_000, 9)
                        .stripTrailingZeros()
                        .toPlainString();
                if (!sku.service().equals("CHAT")) {
                    list.sells(sku.service(), sku.engine(), sku.measure(), "1");
                }
                list.provider(sku.provider(), sku.service(), sku.engine(), sku.measure(), 1_000, usd, sku.code());
            }
        }
        ok(list.publish());
    }

    /** Imports a provider's file; all of its rows must be accepted. */
    void send(String provider, Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(local.baseUrl()
                        + "/api/v1/reconciliation/invoices?format=FOCUS&supersedes=NONE&provider=" + provider))
                .header("Authorization", "Bearer " + Api.superAdmin(local).token())
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .timeout(Duration.ofMinutes(30))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode imported = JSON.readTree(answer.body());
        boolean whole = imported.path("status").asText().equals("IMPORTED")
                && imported.path("refused").asLong() == 0;
        if (answer.statusCode() != 202 || !whole) {
            throw new IllegalStateException("The file of " + provider + " is not imported: " + answer.body());
        }
    }

    /** Starts a run over the month. */
    String start() {
        Map<String, Object> window = Map.of("from", Month.FROM.toString(), "to", Month.TO.toString());
        return ok(admin().post("/reconciliation/runs", window)).text("runId");
    }

    JsonNode run(String run) {
        return ok(admin().get("/reconciliation/runs/" + run)).json();
    }

    JsonNode report(String run) {
        return ok(admin().get("/reconciliation/runs/" + run + "/report")).json();
    }

    /** Everything that a run found. */
    List<JsonNode> breaks(String run) {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = ok(admin().get("/reconciliation/runs/" + run + "/breaks?limit=100" + cursor))
                    .json();
            page.path("items").forEach(found::add);
            cursor = page.path("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.path("nextCursor").asText();
        }
        return found;
    }

    private Api admin() {
        return Api.superAdmin(local);
    }

    @Override
    public void close() {
        local.close();
    }
}
