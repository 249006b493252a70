package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A page of an API that answers by buckets, mostly days: {@code {"data":[{<start>:…,<end>:…,"results":[…]}]}}. A bucket without
 * results says that nothing was charged in its time.
 */
final class BucketShape implements JsonFile.Shape {
    /** Fills in what a result says, besides its time. */
    @FunctionalInterface
    interface Result {
        void read(JsonNode result, Charge charge);
    }

    /** Results that come before the times of their bucket have to be kept until then. */
    private static final int MAX_EARLY_RESULTS = 10_000;

    private final Checks checks;
    private final Dates dates = new Dates();
    private final String startField;
    private final String endField;
    private final Result result;
    private final Set<String> starts = new HashSet<>();

    BucketShape(Checks checks, String startField, String endField, Result result) {
        this.checks = checks;
        this.startField = startField;
        this.endField = endField;
        this.result = result;
    }

    @Override
    public void read(String field, JsonParser json, JsonFile.Items items) throws IOException {
        if (!field.equals("data")) {
            json.skipChildren();
            return;
        }
        JsonFile.expect(json, json.currentToken(), JsonToken.START_ARRAY, "the list of buckets");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFile.expect(json, json.currentToken(), JsonToken.START_OBJECT, "a bucket");
            bucket(json, items);
        }
    }

    private void bucket(JsonParser json, JsonFile.Items items) throws IOException {
        String start = null;
        String end = null;
        boolean any = false;
        List<JsonNode> early = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals(startField)) {
                start = once(json);
            } else if (field.equals(endField)) {
                end = json.getText();
            } else if (field.equals("results")) {
                JsonFile.expect(json, value, JsonToken.START_ARRAY, "the list of results");
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    any = true;
                    take(JsonFile.tree(json), start, end, early, items);
                }
            } else {
                json.skipChildren();
            }
        }
        for (JsonNode one : early) {
            add(one, start, end, items);
        }
        if (!any) {
            addNothing(start, end, items);
        }
    }

    private String once(JsonParser json) throws IOException {
        String start = json.getText();
        if (!starts.add(start)) {
            throw new FileRefused("line " + json.currentLocation().getLineNr() + ": the bucket that begins at "
                    + Checks.cut(start, 40) + " is in the file twice");
        }
        return start;
    }

    private void take(JsonNode one, String start, String end, List<JsonNode> early, JsonFile.Items items) {
        if (start != null && end != null) {
            add(one, start, end, items);
        } else if (early.size() < MAX_EARLY_RESULTS) {
            early.add(one);
        } else {
            throw new FileRefused("a bucket has more than " + MAX_EARLY_RESULTS + " results before its times");
        }
    }

    private void add(JsonNode one, String start, String end, JsonFile.Items items) {
        items.add(one, charge -> {
            if (!one.isObject()) {
                throw new RowRefused("the result is not an object");
            }
            result.read(one, charge);
            time(charge, start, end);
        });
    }

    private void addNothing(String start, String end, JsonFile.Items items) {
        items.add(JsonFile.NOTHING, charge -> {
            time(charge, start, end);
            charge.kind = null;
        });
    }

    private void time(Charge charge, String start, String end) {
        Instant from = dates.instantOrUnix(start, startField);
        checks.period(charge, from, dates.instantOrUnix(end, endField));
    }
}
