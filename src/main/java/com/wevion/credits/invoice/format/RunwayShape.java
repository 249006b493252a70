package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Usage of a Runway organization, as its API answers: {@code {"results":[{"date":"2026-10-01","usedCredits":[{"model":
 * "gen4_turbo","amount":123}]}],"models":[…]}}. A credit is $0.01; the file tells no quantities.
 */
final class RunwayShape implements JsonFile.Shape {
    private static final BigDecimal CREDIT_USD = new BigDecimal("0.01");

    private final Checks checks;
    private final Dates dates = new Dates();

    RunwayShape(Checks checks) {
        this.checks = checks;
    }

    @Override
    public void read(String field, JsonParser json, JsonFile.Items items) throws IOException {
        if (!field.equals("results")) {
            json.skipChildren();
            return;
        }
        JsonFile.expect(json, json.currentToken(), JsonToken.START_ARRAY, "the list of results");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFile.expect(json, json.currentToken(), JsonToken.START_OBJECT, "a result");
            result(json, items);
        }
    }

    private void result(JsonParser json, JsonFile.Items items) throws IOException {
        String date = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("date") && value == JsonToken.VALUE_STRING) {
                date = json.getText();
            } else if (field.equals("usedCredits")) {
                JsonFile.expect(json, value, JsonToken.START_ARRAY, "the list of used credits");
                credits(json, date, items);
            } else {
                json.skipChildren();
            }
        }
    }

    private void credits(JsonParser json, String date, JsonFile.Items items) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonNode used = JsonFile.tree(json);
            items.add(used, charge -> charge(charge, date, used));
        }
    }

    private void charge(Charge charge, String date, JsonNode used) {
        // A date behind its credits would be one that is not there yet.
        Instant day = dates.instant(date, "date");
        checks.period(charge, day, day);
        charge.sku = JsonFile.text(used.get("model"));
        if (charge.sku == null) {
            throw new RowRefused("model is missing");
        }
        BigDecimal credits = Checks.credits(used.get("amount"), "amount");
        charge.costNanos = Decimals.nanos(credits.multiply(CREDIT_USD), "amount");
        charge.allowanceNanos = Decimals.halfUnitNanos(credits, CREDIT_USD);
        charge.currency = "USD";
    }
}
