package com.wevion.credits.dev;

import static com.wevion.credits.dev.TestTeam.ok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The catalogue that holds, as a request for a next version that has more in it. */
public final class PriceList {
    private final LocalService service;
    private final ObjectNode next = new ObjectMapper().createObjectNode();
    private final ArrayNode rates = next.putArray("rates");
    private final ArrayNode providerRates = next.putArray("providerRates");

    private PriceList(LocalService service) {
        this.service = service;
    }

    /** With the packages and rates of now, without provider rates, which are not shown. */
    public static PriceList after(LocalService service) {
        PriceList list = new PriceList(service);
        JsonNode now = ok(Api.superAdmin(service).get("/catalog")).json();
        ArrayNode packages = list.next.putArray("packages");
        now.get("packages")
                .forEach(sold -> packages.addObject()
                        .put("code", sold.get("code").asText())
                        .put("credits", sold.get("credits").asText())
                        .put("price", sold.get("price").asText()));
        now.get("rates").forEach(list.rates::add);
        return list;
    }

    /** An engine for compositing, by the second. */
    public PriceList engine(String engine, String usd, long holdTimeoutSeconds) {
        return rate("VIDEO_COMPOSITING", engine, "SECOND", 1, usd, "USD", holdTimeoutSeconds);
    }

    /** A model of the chat at the seed's prices. */
    public PriceList model(String model, long holdTimeoutSeconds) {
        return rate("CHAT", model, "INPUT_TOKEN", 1_000, "9", "credits", holdTimeoutSeconds)
                .rate("CHAT", model, "OUTPUT_TOKEN", 1_000, "45", "credits", holdTimeoutSeconds);
    }

    /** An engine at a price in USD, unless it is in the list. */
    public PriceList sells(String what, String engine, String per, String usd) {
        boolean known = rates.valueStream()
                .anyMatch(rate -> rate.get("engine").asText().equals(engine)
                        && rate.get("service").asText().equals(what));
        return known ? this : rate(what, engine, per, 1, usd, "USD", 600);
    }

    private PriceList rate(
            String what, String engine, String per, long unitSize, String price, String unit, long timeoutSeconds) {
        rates.addObject()
                .put("service", what)
                .put("engine", engine)
                .put("per", per)
                .put("unitSize", unitSize)
                .put("price", price)
                .put("unit", unit)
                .put("minimum", 1)
                .put("maximum", 1_000_000)
                .put("holdTimeoutSeconds", timeoutSeconds);
        return this;
    }

    /** A provider's price that has held for long. */
    public PriceList provider(String provider, String what, String engine, String per, long unitSize, String usd) {
        return provider(provider, what, engine, per, unitSize, usd, null);
    }

    /** A provider's price that has held for long, and its name on the invoice. */
    public PriceList provider(
            String provider, String what, String engine, String per, long unitSize, String usd, String sku) {
        providerRates
                .addObject()
                .put("provider", provider)
                .put("service", what)
                .put("engine", engine)
                .put("per", per)
                .put("unitSize", unitSize)
                .put("cost", usd)
                .put("effectiveFrom", "2020-01-01T00:00:00Z")
                .put("sku", sku);
        return this;
    }

    /** Another price of an engine that is in the list already. */
    public PriceList price(String engine, String price) {
        rates.forEach(rate -> {
            if (rate.get("engine").asText().equals(engine)) {
                ((ObjectNode) rate).put("price", price);
            }
        });
        return this;
    }

    /** A further package. */
    public PriceList sold(String code, String credits, String usd) {
        ((ArrayNode) next.get("packages"))
                .addObject()
                .put("code", code)
                .put("credits", credits)
                .put("price", usd);
        return this;
    }

    /** Another field of the request, a text or a truth. */
    public PriceList with(String field, Object value) {
        next.putPOJO(field, value);
        return this;
    }

    /** The request for its publication. */
    public ObjectNode request() {
        return next;
    }

    /** The answer to its publication. */
    public Api.Answer publish() {
        return Api.superAdmin(service).post("/catalog/versions", next);
    }
}
