package com.wevion.credits.generation;

import static com.wevion.credits.dev.TestTeam.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.dev.Api;
import com.wevion.credits.dev.LocalService;

/** Publishes catalogue versions that differ from the one that holds in a single rate of the test's own. */
final class Prices {
    private final LocalService service;

    Prices(LocalService service) {
        this.service = service;
    }

    /** Sets the price per second of an engine for compositing, from now on. */
    void set(String engine, String usd, boolean enabled, long holdTimeoutSeconds) {
        JsonNode now = ok(Api.superAdmin(service).get("/catalog")).json();
        ObjectNode next = new ObjectMapper().createObjectNode();
        ArrayNode packages = next.putArray("packages");
        now.get("packages")
                .forEach(sold -> packages.addObject()
                        .put("code", sold.get("code").asText())
                        .put("credits", sold.get("credits").asText())
                        .put("price", sold.get("price").asText()));
        ArrayNode rates = next.putArray("rates");
        now.get("rates").forEach(rate -> {
            if (!rate.get("engine").asText().equals(engine)) {
                rates.add(rate);
            }
        });
        rates.addObject()
                .put("service", "VIDEO_COMPOSITING")
                .put("engine", engine)
                .put("per", "SECOND")
                .put("unitSize", 1)
                .put("price", usd)
                .put("unit", "USD")
                .put("minimum", 1)
                .put("maximum", 60)
                .put("enabled", enabled)
                .put("holdTimeoutSeconds", holdTimeoutSeconds);
        ok(Api.superAdmin(service).post("/catalog/versions", next));
    }
}
