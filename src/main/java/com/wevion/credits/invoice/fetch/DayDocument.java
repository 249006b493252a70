package com.wevion.credits.invoice.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.json.Json;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * The file that a day is imported as: a page with its bucket, as if the API had been asked for this day alone. The results are in the
 * order of their text, so that the same costs are the same file whatever their order was.
 */
record DayDocument(String fileName, String text, String sha256) {
    static DayDocument of(CostApi api, LocalDate day, JsonNode bucket) {
        ObjectNode only = Json.mapper().createObjectNode();
        bucket.properties().stream()
                .filter(field -> !field.getKey().equals("results"))
                .forEach(field -> only.set(field.getKey(), field.getValue()));
        ArrayNode results = only.putArray("results");
        StreamSupport.stream(bucket.path("results").spliterator(), false)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(results::add);
        ObjectNode page = Json.mapper().createObjectNode();
        page.putArray("data").add(only);
        page.put("has_more", false).putNull("next_page");
        String text = Json.write(page);
        return new DayDocument(
                api.format().name().toLowerCase(Locale.ROOT) + "-" + day + ".json", text, Hashes.of(text));
    }
}
