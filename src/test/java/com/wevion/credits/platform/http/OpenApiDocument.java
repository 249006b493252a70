package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contract in {@code META-INF/openapi.yaml}. */
record OpenApiDocument(JsonNode root) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final String SCHEMA = "#/components/schemas/";

    /** Read once, as that takes a second; nobody changes it. */
    private static final OpenApiDocument WRITTEN = of(text());

    static OpenApiDocument written() {
        return WRITTEN;
    }

    /** The contract that is written in YAML. */
    static OpenApiDocument of(String yaml) {
        try {
            return new OpenApiDocument(YAML.readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file as it is. */
    static String text() {
        try {
            return Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations by verb and path, as in {@code GET /catalog}; each with the parameters of its path. */
    Map<String, Operation> operations() {
        Map<String, Operation> found = new TreeMap<>();
        root.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> VERBS.contains(entry.getKey()))
                        .forEach(entry -> found.put(
                                entry.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                new Operation(entry.getValue(), parameters(path.getValue(), entry.getValue())))));
        return found;
    }

    private Set<String> parameters(JsonNode path, JsonNode operation) {
        return Stream.of(path, operation)
                .flatMap(node -> items(node.path("parameters")))
                .map(this::resolve)
                .map(parameter -> parameter.get("in").asText() + " "
                        + parameter.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * One operation.
     *
     * @param parameters each as {@code query limit}
     */
    record Operation(JsonNode json, Set<String> parameters) {
        String id() {
            return json.get("operationId").asText();
        }

        Set<String> statuses() {
            return names(json.get("responses"));
        }

        /** The name of the schema of the JSON body; empty if it has none. */
        String body() {
            return reference(json.at("/requestBody/content/application~1json/schema"));
        }

        /** The name of the schema of the JSON answer of a status; empty if it has none. */
        String answer(String status) {
            return reference(json.at("/responses/" + status + "/content/application~1json/schema"));
        }

        /** The media types of the answers that are no problems. */
        Set<String> media() {
            return json.get("responses").properties().stream()
                    .filter(response -> response.getKey().matches("[23]\\d\\d"))
                    .flatMap(response -> names(response.getValue().path("content")).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    JsonNode schema(String name) {
        return root.at("/components/schemas/" + name);
    }

    Set<String> schemas() {
        return names(root.at("/components/schemas"));
    }

    /** The node that a reference, or a description around one, stands for. */
    JsonNode resolve(JsonNode node) {
        if (node.has("$ref")) {
            return resolve(root.at(node.get("$ref").asText().substring(1)));
        }
        return node.path("allOf").size() == 1 ? resolve(node.get("allOf").get(0)) : node;
    }

    /** The name of the schema that is referred to; empty if none is. */
    static String reference(JsonNode schema) {
        String reference = schema.path("allOf").size() == 1
                ? schema.get("allOf").get(0).path("$ref").asText()
                : schema.path("$ref").asText();
        return reference.startsWith(SCHEMA) ? reference.substring(SCHEMA.length()) : "";
    }

    /** All references of a node, direct or not, as in {@code #/components/schemas/Amount}. */
    Set<String> reachable(JsonNode from) {
        Set<String> found = new TreeSet<>();
        collect(from, found);
        return found;
    }

    private void collect(JsonNode from, Set<String> found) {
        for (String pointer : from.findValuesAsText("$ref")) {
            if (found.add(pointer)) {
                collect(root.at(pointer.substring(1)), found);
            }
        }
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
