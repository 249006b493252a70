package com.wevion.credits.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.dev.stripe.SentRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Holds requests against Stripe's published OpenAPI description: paths, parameters, their types, what is required. */
final class StripeOpenApi {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final JsonNode document;

    StripeOpenApi(JsonNode document) {
        this.document = document;
    }

    /** The faults of a request, as sentences; empty if there are none. */
    List<String> faults(SentRequest request) {
        String what = request.method() + " " + request.path();
        Optional<JsonNode> operation = operation(request);
        if (operation.isEmpty()) {
            return List.of(what + " does not exist");
        }
        List<String> faults = new ArrayList<>();
        JsonNode body =
                operation.get().path("requestBody").path("content").path(FORM).path("schema");
        for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
            Deque<String> path = new ArrayDeque<>(
                    Arrays.asList(parameter.getKey().replace("]", "").split("\\[", -1)));
            boolean known = request.method().equals("GET")
                    ? takes(query(operation.get(), path.pop()), path, parameter.getValue())
                    : takes(body, path, parameter.getValue());
            if (!known) {
                faults.add(what + " does not take " + parameter.getKey() + "=" + parameter.getValue());
            }
        }
        body.path("required").forEach(name -> {
            if (request.parameters().keySet().stream().noneMatch(given -> isOf(given, name.asText()))) {
                faults.add(what + " needs " + name.asText());
            }
        });
        return faults;
    }

    private static boolean isOf(String given, String name) {
        return given.equals(name) || given.startsWith(name + "[");
    }

    private Optional<JsonNode> operation(SentRequest request) {
        String verb = request.method().toLowerCase(Locale.ROOT);
        Stream<Map.Entry<String, JsonNode>> paths = document.path("paths").properties().stream();
        // A path without placeholders wins: /v1/invoices/create_preview is no invoice.
        return paths.filter(path -> request.path().matches(path.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .sorted((one, other) -> Integer.compare(placeholders(one.getKey()), placeholders(other.getKey())))
                .map(path -> path.getValue().get(verb))
                .filter(found -> found != null)
                .findFirst();
    }

    private static int placeholders(String path) {
        return path.split("\\{", -1).length;
    }

    private JsonNode query(JsonNode operation, String name) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .map(parameter -> parameter.path("schema"))
                .findFirst()
                .orElse(document.path("absent"));
    }

    /** True if a value may stand at this place below a schema. */
    private boolean takes(JsonNode unresolved, Deque<String> path, String value) {
        JsonNode schema = resolve(unresolved);
        if (schema.has("anyOf")) {
            return StreamSupport.stream(schema.get("anyOf").spliterator(), false)
                    .anyMatch(each -> takes(each, new ArrayDeque<>(path), value));
        }
        if (path.isEmpty()) {
            return isValue(schema, value);
        }
        String step = path.pop();
        return switch (schema.path("type").asText()) {
            case "array" -> step.matches("[0-9]*") && takes(schema.path("items"), path, value);
            case "object" ->
                takes(
                        schema.path("properties").has(step)
                                ? schema.path("properties").get(step)
                                : schema.path("additionalProperties"),
                        path,
                        value);
            default -> false;
        };
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static boolean isValue(JsonNode schema, String value) {
        return switch (schema.path("type").asText()) {
            case "string" -> isText(schema, value);
            case "integer" -> value.matches("-?[0-9]{1,18}");
            case "number" -> value.matches("-?[0-9]+(\\.[0-9]+)?");
            case "boolean" -> value.matches("true|false");
            default -> false;
        };
    }

    private static boolean isText(JsonNode schema, String value) {
        boolean allowed = !schema.has("enum")
                || StreamSupport.stream(schema.get("enum").spliterator(), false)
                        .anyMatch(constant -> constant.asText().equals(value));
        return allowed && value.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE);
    }
}
