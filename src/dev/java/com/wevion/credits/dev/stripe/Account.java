package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything the simulated account has. Whoever reads or changes it synchronizes on it: one lock is enough for a
 * simulator, and makes each operation with its events one step.
 */
final class Account {
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final Map<String, PaymentBehaviour> behaviours = new LinkedHashMap<>();
    private final Clock clock;
    private final Supplier<String> baseUrl;
    private final EventLog events;

    Account(Clock clock, Supplier<String> baseUrl, EventLog events) {
        this.clock = clock;
        this.baseUrl = baseUrl;
        this.events = events;
    }

    EventLog events() {
        return events;
    }

    long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** A page of the simulator. */
    String url(String path) {
        return baseUrl.get() + path;
    }

    /** Makes an object of the fixture's kind with a new id and keeps it. */
    ObjectNode create(String kind, String prefix) {
        ObjectNode made = StripeObjects.create(kind).put("id", StripeObjects.id(prefix));
        if (made.has("created")) {
            made.put("created", nowSeconds());
        }
        objects.put(made.get("id").textValue(), made);
        return made;
    }

    /** Null if there is none. */
    ObjectNode find(String id) {
        return objects.get(id);
    }

    /** The object of a path. */
    ObjectNode get(String kind, String id) {
        ObjectNode found = objects.get(id);
        if (found == null || !found.get("object").textValue().equals(kind)) {
            throw StripeFailure.notFound(kind, id);
        }
        return found;
    }

    /** The object a parameter names. */
    ObjectNode referenced(String kind, String id, String parameter) {
        ObjectNode found = objects.get(id);
        if (found == null || !found.get("object").textValue().equals(kind)) {
            throw StripeFailure.noSuchReference(kind, id, parameter);
        }
        return found;
    }

    /** All of a kind, newest first. */
    List<ObjectNode> all(String kind) {
        List<ObjectNode> found = new ArrayList<>(objects.values());
        found.removeIf(object -> !object.get("object").textValue().equals(kind));
        Collections.reverse(found);
        return found;
    }

    void behave(String paymentMethodId, PaymentBehaviour behaviour) {
        behaviours.put(paymentMethodId, behaviour);
    }

    PaymentBehaviour behaviour(String paymentMethodId) {
        return behaviours.getOrDefault(paymentMethodId, PaymentBehaviour.SUCCEEDS);
    }

    /** Tells the world what has become of an object. */
    void emit(String type, ObjectNode object) {
        events.add(type, object, nowSeconds());
    }
}
