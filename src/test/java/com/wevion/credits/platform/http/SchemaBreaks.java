package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The breaks for a client in a schema of the API: of what it sends, it may need nothing new and may still send everything; of what it gets,
 * everything is still there. Answers are open: they may have new fields, and new values of an enum.
 */
final class SchemaBreaks {
    private static final Set<String> UPPER = Set.of("maxLength", "maxItems", "maxProperties", "maximum");
    private static final Set<String> LOWER = Set.of("minLength", "minItems", "minProperties", "minimum");

    private final OpenApiDocument released;
    private final OpenApiDocument written;
    /** The pairs that are under comparison or were compared; schemas may refer to themselves. */
    private final Set<String> compared = new HashSet<>();

    SchemaBreaks(OpenApiDocument released, OpenApiDocument written) {
        this.released = released;
        this.written = written;
    }

    /** The breaks of what a client sends, as sentences that begin with the place. */
    List<String> ofSent(String place, JsonNode before, JsonNode after) {
        return breaks(place, before, after, true);
    }

    /** The breaks of what a client gets, as sentences that begin with the place. */
    List<String> ofGot(String place, JsonNode before, JsonNode after) {
        return breaks(place, before, after, false);
    }

    private List<String> breaks(String place, JsonNode before, JsonNode after, boolean sent) {
        List<String> found = new ArrayList<>();
        JsonNode old = released.resolve(before);
        JsonNode now = written.resolve(after);
        boolean wasNullable = nullable(before, old);
        boolean isNullable = nullable(after, now);
        if (sent ? wasNullable && !isNullable : isNullable && !wasNullable) {
            found.add(place + (sent ? " may not be null any more" : " may be null now"));
        }
        String left = OpenApiDocument.reference(before);
        String right = OpenApiDocument.reference(after);
        if (!left.isEmpty() && !right.isEmpty() && !compared.add(sent + " " + left + " " + right)) {
            return found;
        }
        ofValues(place, old, now, sent, found);
        ofFields(place, before, after, sent, found);
        if (old.has("items") && now.has("items")) {
            found.addAll(breaks(place + "[]", old.get("items"), now.get("items"), sent));
        }
        ofVariants(place, old, now, sent, found);
        return found;
    }

    private static boolean nullable(JsonNode schema, JsonNode resolved) {
        return schema.path("nullable").asBoolean() || resolved.path("nullable").asBoolean();
    }

    private static void ofValues(String place, JsonNode old, JsonNode now, boolean sent, List<String> found) {
        for (String part : List.of("type", "format")) {
            if (!old.path(part).equals(now.path(part))) {
                found.add(place + " has another " + part);
            }
        }
        if (!old.path("pattern").equals(now.path("pattern")) && (sent ? now.has("pattern") : old.has("pattern"))) {
            found.add(place + " has another pattern");
        }
        Set<String> gone = texts(old.path("enum"));
        gone.removeAll(texts(now.path("enum")));
        if (now.has("enum") && !gone.isEmpty()) {
            found.add(place + " has no " + gone + " any more");
        }
        if (sent && now.has("enum") && !old.has("enum")) {
            found.add(place + " is an enum now");
        }
        if (sent) {
            UPPER.stream()
                    .filter(bound -> now.has(bound)
                            && (!old.has(bound)
                                    || now.get(bound)
                                                    .decimalValue()
                                                    .compareTo(old.get(bound).decimalValue())
                                            < 0))
                    .forEach(bound -> found.add(place + " has a lower " + bound));
            LOWER.stream()
                    .filter(bound -> now.path(bound)
                                    .decimalValue()
                                    .compareTo(old.path(bound).decimalValue())
                            > 0)
                    .forEach(bound -> found.add(place + " has a higher " + bound));
        }
    }

    private void ofFields(String place, JsonNode before, JsonNode after, boolean sent, List<String> found) {
        Map<String, JsonNode> old = fields(released, before);
        Map<String, JsonNode> now = fields(written, after);
        old.forEach((name, schema) -> {
            if (now.containsKey(name)) {
                found.addAll(breaks(place + "." + name, schema, now.get(name), sent));
            } else {
                found.add(place + "." + name + " is gone");
            }
        });
        Set<String> must = required(written, after);
        Set<String> was = required(released, before);
        (sent ? must : was)
                .stream()
                        .filter(name -> !(sent ? was : must).contains(name))
                        .filter(name -> sent || now.containsKey(name))
                        .forEach(name ->
                                found.add(place + "." + name + (sent ? " is required now" : " may be absent now")));
        JsonNode othersBefore = released.resolve(before).path("additionalProperties");
        JsonNode othersNow = written.resolve(after).path("additionalProperties");
        if (othersBefore.isObject() && othersNow.isObject()) {
            found.addAll(breaks(place + ".*", othersBefore, othersNow, sent));
        } else if (sent && !othersBefore.equals(othersNow) && !othersNow.isMissingNode() && !othersNow.asBoolean()) {
            found.add(place + " takes no other fields any more");
        }
    }

    private void ofVariants(String place, JsonNode old, JsonNode now, boolean sent, List<String> found) {
        for (String kind : List.of("anyOf", "oneOf")) {
            List<JsonNode> before = OpenApiDocument.items(old.path(kind)).toList();
            List<JsonNode> after = OpenApiDocument.items(now.path(kind)).toList();
            List<JsonNode> mustFit = sent ? before : after;
            List<JsonNode> into = sent ? after : before;
            if (before.isEmpty() != after.isEmpty()) {
                found.add(place + " has another " + kind);
                continue;
            }
            mustFit.stream()
                    .filter(variant -> into.stream().noneMatch(other -> fits(variant, other, sent)))
                    .forEach(variant -> found.add(place + " has a variant that fits none of the former: "
                            + OpenApiDocument.reference(variant)));
        }
    }

    private boolean fits(JsonNode variant, JsonNode other, boolean sent) {
        SchemaBreaks alone = new SchemaBreaks(released, written);
        return (sent ? alone.ofSent("", variant, other) : alone.ofGot("", other, variant)).isEmpty();
    }

    /** The fields, with those of all parts of an {@code allOf}. */
    private static Map<String, JsonNode> fields(OpenApiDocument document, JsonNode schema) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        parts(document, schema)
                .forEach(part -> part.path("properties")
                        .properties()
                        .forEach(field -> found.put(field.getKey(), field.getValue())));
        return found;
    }

    private static Set<String> required(OpenApiDocument document, JsonNode schema) {
        return parts(document, schema)
                .flatMap(part -> texts(part.path("required")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> parts(OpenApiDocument document, JsonNode schema) {
        JsonNode resolved = document.resolve(schema);
        return Stream.concat(
                Stream.of(resolved),
                OpenApiDocument.items(resolved.path("allOf")).flatMap(part -> parts(document, part)));
    }

    private static Set<String> texts(JsonNode array) {
        return OpenApiDocument.items(array).map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
    }
}
