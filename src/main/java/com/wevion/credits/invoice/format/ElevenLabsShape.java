package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Usage of an ElevenLabs workspace over time, as its API answers: a list of {@code columns} and a list of {@code rows}, each a list
 * of values. The column of credits is {@code credits_used}, or the one whose unit in {@code column_units} is {@code credits}; that of
 * the time is in milliseconds since 1970. The settings say what a credit costs and, by model, how many a character of speech costs,
 * because the file does not. Credits for anything else, or of other models, count nothing of ours.
 *
 * <p>The older answer is a list {@code time} and an object {@code usage} of a list of credits for each model, or for {@code All}. It
 * does not say how long its times last: that is told by the next one, and must be the same throughout.
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
    private List<Instant> times = List.of();

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
            case "time" -> times = times(json);
            case "usage" -> usage(json, items);
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
        cost(charge, used, isSpeech(row) ? terms.characters(charge.sku, used) : null, columns.get(credits));
    }

    private void cost(Charge charge, BigDecimal credits, BigDecimal characters, String name) {
        if (characters != null) {
            charge.quantity = Decimals.quantity(characters.toPlainString(), BigDecimal.ONE, name);
            charge.measure = InvoiceMeasure.CHARACTER;
        }
        charge.costNanos = Decimals.nanos(credits.multiply(creditUsd), name);
        charge.allowanceNanos = Decimals.halfUnitNanos(credits, creditUsd);
        charge.currency = "USD";
    }

    /** True unless the row is for another product, such as dubbing, whose credits are for minutes. */
    private boolean isSpeech(JsonNode row) {
        int product = first(PRODUCTS);
        String name = product < 0 ? null : JsonFile.text(row.get(product));
        return name == null || SPEECH.matcher(name).find();
    }

    private List<Instant> times(JsonParser json) throws IOException {
        JsonFile.expect(json, json.currentToken(), JsonToken.START_ARRAY, "the list of times");
        List<Instant> found = new ArrayList<>();
        try {
            JsonFile.tree(json).forEach(value -> found.add(time(value, "time")));
        } catch (RowRefused e) {
            throw new FileRefused("line " + json.currentLocation().getLineNr() + ": " + e.getMessage());
        }
        return found;
    }

    private void usage(JsonParser json, JsonFile.Items items) throws IOException {
        JsonFile.expect(json, json.currentToken(), JsonToken.START_OBJECT, "the usage by model");
        Duration each = interval(json);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String model = json.currentName();
            JsonFile.expect(json, json.nextToken(), JsonToken.START_ARRAY, "a list of credits");
            JsonNode series = JsonFile.tree(json);
            if (series.size() != times.size()) {
                throw new FileRefused("line " + json.currentLocation().getLineNr() + ": there are " + times.size()
                        + " times, and " + series.size() + " values of " + Checks.cut(model, 40));
            }
            for (int index = 0; index < series.size(); index++) {
                JsonNode used = series.get(index);
                Instant start = times.get(index);
                items.add(
                        JsonNodeFactory.instance.objectNode().set(model, used),
                        charge -> charge(charge, start, start.plus(each), model, used));
            }
        }
    }

    private Duration interval(JsonParser json) {
        Set<Duration> found = new HashSet<>();
        for (int index = 1; index < times.size(); index++) {
            found.add(Duration.between(times.get(index - 1), times.get(index)));
        }
        Duration only = found.size() == 1 ? found.iterator().next() : Duration.ZERO;
        if (only.isNegative() || only.isZero() || only.compareTo(Duration.ofDays(1)) > 0) {
            throw new FileRefused("line " + json.currentLocation().getLineNr()
                    + ": before the usage there must be at least two times, all of them an hour or a day apart:"
                    + " ask for metric=credits, breakdown_type=model and aggregation_interval=day");
        }
        return only;
    }

    private void charge(Charge charge, Instant start, Instant end, String model, JsonNode used) {
        BigDecimal credits = used.isNull() ? BigDecimal.ZERO : Checks.credits(used, "the value");
        checks.period(charge, start, end);
        if (credits.signum() == 0) {
            charge.kind = null;
            return;
        }
        charge.sku = model.equals("All") ? null : JsonFile.text(TextNode.valueOf(model));
        cost(charge, credits, terms.characters(charge.sku, credits), "the value");
    }

    private Instant time(JsonNode value, String column) {
        return value.isIntegralNumber() && value.canConvertToLong()
                ? dates.checked(value.longValue(), column)
                : dates.instant(JsonFile.text(value), column);
    }
}
