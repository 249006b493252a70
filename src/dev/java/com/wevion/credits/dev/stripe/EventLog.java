package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The events of the account, each with its object as it was then. Guarded by the account's lock. */
final class EventLog {
    private static final int MOST = 20_000;

    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final Supplier<String> apiVersion;
    private final BiConsumer<String, String> delivery;
    private String requestId;
    private String idempotencyKey;

    /** @param delivery gets the id and the text of every new event */
    EventLog(Supplier<String> apiVersion, BiConsumer<String, String> delivery) {
        this.apiVersion = apiVersion;
        this.delivery = delivery;
    }

    /** Sets the request that causes the next events; nulls for none. */
    void causedBy(String request, String key) {
        requestId = request;
        idempotencyKey = key;
    }

    void causedByNobody() {
        requestId = null;
        idempotencyKey = null;
    }

    void add(String type, ObjectNode object, long nowSeconds) {
        ObjectNode event = StripeObjects.create("event")
                .put("id", StripeObjects.id("evt_"))
                .put("api_version", apiVersion.get())
                .put("created", nowSeconds)
                .put("livemode", object.path("livemode").asBoolean())
                .put("pending_webhooks", 1)
                .put("type", type);
        event.putObject("data").set("object", object.deepCopy());
        event.putObject("request").put("id", requestId).put("idempotency_key", idempotencyKey);
        String id = event.get("id").textValue();
        events.put(id, event);
        if (events.size() > MOST) {
            events.remove(events.keySet().iterator().next());
        }
        delivery.accept(id, event.toPrettyString());
    }

    void delivered(String id) {
        ObjectNode event = events.get(id);
        if (event != null) {
            event.put("pending_webhooks", 0);
        }
    }

    ObjectNode get(String id) {
        ObjectNode event = events.get(id);
        if (event == null) {
            throw StripeFailure.notFound("event", id);
        }
        return event;
    }

    List<ObjectNode> newestFirst() {
        List<ObjectNode> all = new ArrayList<>(events.values());
        Collections.reverse(all);
        return all;
    }

    /** Copies, oldest first. */
    List<JsonNode> copies() {
        return events.values().stream().<JsonNode>map(ObjectNode::deepCopy).toList();
    }
}
