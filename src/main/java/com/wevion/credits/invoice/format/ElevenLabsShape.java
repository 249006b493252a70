package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Usage of an ElevenLabs workspace over time, as its API answers: a list of {@code columns} and a list of {@code rows}, each a list
 * of values. The column of credits is {@code credits_used}, or the one whose unit in {@code column_units} is {@code credits}; that of
 * the time is in milliseconds since 1970. The settings say what a credit costs and, by model, how many a character of speech costs,
 * because the file does not. Credits for anything else, or of other models, count nothing of ours.
 */
final class ElevenLabsShape implements JsonFile.Shape {
    private static final List<String> TIMES = List.of("time", "timestamp", "start_time", "bucket_start", "date");
    private static final List<String> PRODUCTS = List.of("product_type", "product");
    private static final List<String> NAMES = List.of("model", "model_id", "product_type", "product");
    private static final Pattern SPEECH = Pattern.compile("(?i)tts|text.?to.?speech");

    private final Checks checks;
    private final ElevenLabsTerms terms;
    private final BigDecimal creditUsd;
    private final Dates dates = new Dates();
    private List<String> columns = List.of();
    private List<String> units = List.of();

    ElevenLabsShape(Checks checks, ElevenLabsTerms terms) {
        this.checks = checks;
        this.terms = terms;
        this.creditUsd = BigDecimal.valueOf(terms.creditNanos(), 9);
    }

    @Override
    public void read(String field, JsonParser json, JsonFile.Items items) throws IOException {
        switch (field) {
            case "columns" -> columns = texts(json);
            case "column_units" -> units = texts(json);
            case "rows" -> rows(json, items);
            default -> json.skipChildren();
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        JsonFile.expect(json, json.currentToken(), JsonToken.START_ARRAY, "a list of columns");
        List<String> texts = new ArrayList<>();
        JsonFile.tree(json).forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private void rows(JsonParser json, JsonFile.Items items) throws IOException {
        JsonFile.expect(json, json.currentToken(), JsonToken.START_ARRAY, "the list of rows");
        int time = first(TIMES);
        int credits = columns.contains("credits_used") ? columns.indexOf("credits_used") : units.indexOf("credits");
        int name = first(NAMES);
        if (time < 0 || credits < 0) {
            throw new FileRefused("line " + json.currentLocation().getLineNr()
                    + ": before the rows there must be columns with " + (time < 0 ? "a time" : "credits_used"));
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonNode row = JsonFile.tree(json);
            items.add(row, charge -> charge(charge, row, time, credits, name));
        }
    }

    private int first(List<String> names) {
        return names.stream()
                .mapToInt(columns::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    private void charge(Charge charge, JsonNode row, int time, int credits, int name) {
        if (!row.isArray() || row.size() != columns.size()) {
            throw new RowRefused("it is not a list of " + columns.size() + " values");
        }
        Instant start = time(row.get(time), columns.get(time));
        checks.period(charge, start, start);
        charge.sku = name < 0 ? null : JsonFile.text(row.get(name));
        BigDecimal used = Checks.credits(row.get(credits), columns.get(credits));
        BigDecimal characters = isSpeech(row) ? terms.characters(charge.sku, used) : null;
        if (characters != null) {
            charge.quantity = Decimals.quantity(characters.toPlainString(), BigDecimal.ONE, columns.get(credits));
            charge.measure = InvoiceMeasure.CHARACTER;
        }
        charge.costNanos = Decimals.nanos(used.multiply(creditUsd), columns.get(credits));
        charge.allowanceNanos = Decimals.halfUnitNanos(used, creditUsd);
        charge.currency = "USD";
    }

    /** True unless the row is for another product, such as dubbing, whose credits are for minutes. */
    private boolean isSpeech(JsonNode row) {
        int product = first(PRODUCTS);
        String name = product < 0 ? null : JsonFile.text(row.get(product));
        return name == null || SPEECH.matcher(name).find();
    }

    private Instant time(JsonNode value, String column) {
        return value.isIntegralNumber() && value.canConvertToLong()
                ? dates.checked(value.longValue(), column)
                : dates.instant(JsonFile.text(value), column);
    }
}
