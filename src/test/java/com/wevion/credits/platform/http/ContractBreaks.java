package com.wevion.credits.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The breaks for a client between a released contract and the one that is written now. */
final class ContractBreaks {
    private static final Set<String> GOT_AS_MESSAGES = Set.of("JobRequested", "JobCancelled");
    private static final Set<String> SENT_AS_MESSAGES = Set.of("JobCompleted");

    private final OpenApiDocument released;
    private final OpenApiDocument written;
    private final SchemaBreaks schemas;
    private final List<String> found = new ArrayList<>();

    private ContractBreaks(OpenApiDocument released, OpenApiDocument written) {
        this.released = released;
        this.written = written;
        schemas = new SchemaBreaks(released, written);
    }

    /** The breaks, as sentences; empty if every client of the released contract can use the written one. */
    static List<String> between(OpenApiDocument released, OpenApiDocument written) {
        ContractBreaks breaks = new ContractBreaks(released, written);
        breaks.ofAll();
        return breaks.found;
    }

    private void ofAll() {
        if (!released.root().path("servers").equals(written.root().path("servers"))) {
            found.add("the addresses in servers have changed");
        }
        Map<String, OpenApiDocument.Operation> now = written.operations();
        released.operations().forEach((route, operation) -> {
            if (now.containsKey(route)) {
                ofOperation(route, operation.json(), now.get(route).json());
            } else {
                found.add(route + " is gone");
            }
        });
        GOT_AS_MESSAGES.forEach(
                name -> found.addAll(schemas.ofGot("message " + name, released.schema(name), written.schema(name))));
        SENT_AS_MESSAGES.forEach(
                name -> found.addAll(schemas.ofSent("message " + name, released.schema(name), written.schema(name))));
        released.root().path("x-webhooks").properties().forEach(webhook -> {
            JsonNode after = written.root().path("x-webhooks").path(webhook.getKey());
            String body = "/post/requestBody/content/application~1json/schema";
            String place = "webhook " + webhook.getKey();
            if (after.isMissingNode()) {
                found.add(place + " is gone");
            } else {
                found.addAll(schemas.ofGot(place, webhook.getValue().at(body), after.at(body)));
            }
        });
    }

    private void ofOperation(String route, JsonNode before, JsonNode after) {
        if (!before.path("operationId").equals(after.path("operationId"))) {
            found.add(route + " has another operationId");
        }
        ofCallers(route, before, after);
        ofParameters(route, parameters(released, route, before), parameters(written, route, after));
        JsonNode oldBody = released.resolve(before.path("requestBody"));
        JsonNode newBody = written.resolve(after.path("requestBody"));
        if (newBody.path("required").asBoolean() && !oldBody.path("required").asBoolean()) {
            found.add(route + " requires a body now");
        }
        ofContent(route + " request", oldBody, newBody, true);
        ofAnswers(route, before.path("responses"), after.path("responses"));
    }

    private void ofCallers(String route, JsonNode before, JsonNode after) {
        if (!before.path("security").equals(after.path("security"))) {
            found.add(route + " has another security");
        }
        if (!before.path("x-reach").equals(after.path("x-reach"))) {
            found.add(route + " has another reach");
        }
        if (!before.has("x-roles") && after.has("x-roles")) {
            found.add(route + " is for some roles only now");
        }
        before.path("x-roles").properties().forEach(role -> {
            String extent = after.path("x-roles").path(role.getKey()).asText();
            if (after.has("x-roles")
                    && !extent.equals("ALL")
                    && !extent.equals(role.getValue().asText())) {
                found.add(route + " allows the role " + role.getKey() + " less");
            }
        });
        OpenApiDocument.items(before.path("x-scopes"))
                .filter(scope -> OpenApiDocument.items(after.path("x-scopes")).noneMatch(scope::equals))
                .forEach(scope -> found.add(route + " is closed to the scope " + scope.asText()));
    }

    private void ofParameters(String route, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        before.forEach((name, parameter) -> {
            if (after.containsKey(name)) {
                found.addAll(schemas.ofSent(
                        route + " " + name,
                        parameter.path("schema"),
                        after.get(name).path("schema")));
            } else {
                found.add(route + " " + name + " is gone");
            }
        });
        after.forEach((name, parameter) -> {
            if (parameter.path("required").asBoolean()
                    && !(before.containsKey(name)
                            && before.get(name).path("required").asBoolean())) {
                found.add(route + " " + name + " is required now");
            }
        });
    }

    /** The parameters by place and name, as in {@code query limit}, with those of the path. */
    private static Map<String, JsonNode> parameters(OpenApiDocument document, String route, JsonNode operation) {
        JsonNode path = document.root().path("paths").path(route.substring(route.indexOf(' ') + 1));
        Map<String, JsonNode> byName = new TreeMap<>();
        Stream.of(path, operation)
                .flatMap(node -> OpenApiDocument.items(node.path("parameters")))
                .map(document::resolve)
                .forEach(parameter -> byName.put(
                        parameter.path("in").asText() + " "
                                + parameter.path("name").asText(),
                        parameter));
        return byName;
    }

    private void ofAnswers(String route, JsonNode before, JsonNode after) {
        before.properties().forEach(answer -> {
            String place = route + " " + answer.getKey();
            if (!after.has(answer.getKey())) {
                found.add(place + " is gone");
                return;
            }
            JsonNode old = released.resolve(answer.getValue());
            JsonNode now = written.resolve(after.get(answer.getKey()));
            ofContent(place, old, now, false);
            old.path("headers").properties().forEach(header -> {
                JsonNode left = now.path("headers").path(header.getKey());
                if (left.isMissingNode()) {
                    found.add(place + " has no field " + header.getKey() + " any more");
                } else {
                    found.addAll(schemas.ofGot(
                            place + " field " + header.getKey(),
                            released.resolve(header.getValue()).path("schema"),
                            written.resolve(left).path("schema")));
                }
            });
        });
        OpenApiDocument.names(after).stream()
                .filter(status -> status.matches("[23]..") && !before.has(status))
                .forEach(status -> found.add(route + " may succeed with " + status + " now"));
    }

    private void ofContent(String place, JsonNode before, JsonNode after, boolean sent) {
        before.path("content").properties().forEach(media -> {
            JsonNode left = after.path("content").path(media.getKey());
            if (left.isMissingNode()) {
                found.add(place + " has no " + media.getKey() + " any more");
                return;
            }
            JsonNode old = media.getValue().path("schema");
            JsonNode now = left.path("schema");
            found.addAll(sent ? schemas.ofSent(place, old, now) : schemas.ofGot(place, old, now));
        });
    }
}
