package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.wevion.credits.platform.http.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The examples in the contract, of bodies, answers, parameters and schemas. */
final class Examples {
    private static final Set<String> VALUES = Set.of("example", "examples", "enum", "default");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi30(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final OpenApiDocument document;

    Examples(OpenApiDocument document) {
        this.document = document;
    }

    /** @param place a pointer into the contract, with the name of the example */
    record Example(String place, JsonNode schema, JsonNode value) {}

    /** @param route as in {@code POST /teams/{teamId}/jobs} */
    record Sent(String route, Operation operation, String media, String name, JsonNode value) {
        @Override
        public String toString() {
            return operation.id() + " " + name;
        }
    }

    /** All examples. */
    List<Example> all() {
        List<Example> found = new ArrayList<>();
        collect("#", document.root(), found);
        return found;
    }

    private static void collect(String place, JsonNode node, List<Example> found) {
        JsonNode schema = node.path("schema").isObject() ? node.get("schema") : node;
        if (node.has("example")) {
            found.add(new Example(place, schema, node.get("example")));
        }
        node.path("examples")
                .properties()
                .forEach(example -> found.add(new Example(
                        place + " " + example.getKey(),
                        schema,
                        example.getValue().get("value"))));
        node.properties().stream()
                .filter(part -> !VALUES.contains(part.getKey()))
                .forEach(part -> collect(place + "/" + part.getKey(), part.getValue(), found));
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            collect(place + "/" + index, node.get(index), found);
        }
    }

    /** The examples of bodies, by route and name. */
    List<Sent> sent() {
        List<Sent> found = new ArrayList<>();
        document.operations()
                .forEach((route, operation) -> operation
                        .json()
                        .at("/requestBody/content")
                        .properties()
                        .forEach(media -> collect(route, operation, media, found)));
        return found;
    }

    private static void collect(
            String route, Operation operation, Map.Entry<String, JsonNode> media, List<Sent> found) {
        JsonNode content = media.getValue();
        if (content.has("example")) {
            found.add(new Sent(route, operation, media.getKey(), "", content.get("example")));
        }
        content.path("examples")
                .properties()
                .forEach(example -> found.add(new Sent(
                        route,
                        operation,
                        media.getKey(),
                        example.getKey(),
                        example.getValue().get("value"))));
    }

    /** The faults of a value by a schema of the contract; none if it fits. */
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.root().get("components"));
        Schema compiled = REGISTRY.getSchema(whole);
        return compiled.validate(value).stream().map(Error::toString).toList();
    }
}
