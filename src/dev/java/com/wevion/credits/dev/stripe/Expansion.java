package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Puts objects in the place of their ids, as {@code expand[]=payment_intent.latest_charge} asks. */
final class Expansion {
    private static final Set<String> EXPANDABLE = Set.of(
            "payment_intent",
            "latest_charge",
            "customer",
            "charge",
            "invoice",
            "payment_method",
            "source",
            "line_items",
            "payments");

    /** Lines that an invoice shows itself; the others are to be asked for. */
    private static final int MAX_LINES = 10;

    private final Account account;
    private final SimulatedCheckout checkout;
    private final Invoicing invoicing;

    Expansion(Account account, SimulatedCheckout checkout, Invoicing invoicing) {
        this.account = account;
        this.checkout = checkout;
        this.invoicing = invoicing;
    }

    /** Before anything is done: whether these can be expanded anywhere. */
    static void check(List<String> paths) {
        for (String path : paths) {
            for (String field : path.split("\\.")) {
                if (!field.equals("data") && !EXPANDABLE.contains(field)) {
                    throw refusal(path);
                }
            }
        }
    }

    private static StripeFailure refusal(String path) {
        return StripeFailure.invalid(null, "This property cannot be expanded (" + path + ").", "expand");
    }

    /** A copy of the answer with what was asked for. */
    ObjectNode expanded(ObjectNode answer, List<String> paths) {
        ObjectNode copy = answer.deepCopy();
        for (String path : paths) {
            expand(copy, List.of(path.split("\\.")), path);
        }
        if (copy.at("/lines/data") instanceof ArrayNode lines && lines.size() > MAX_LINES) {
            while (lines.size() > MAX_LINES) {
                lines.remove(MAX_LINES);
            }
            ((ObjectNode) copy.get("lines")).put("has_more", true);
        }
        return copy;
    }

    private void expand(JsonNode node, List<String> path, String asked) {
        if (path.isEmpty() || node == null || node.isNull()) {
            return;
        }
        List<String> rest = path.subList(1, path.size());
        if (path.get(0).equals("data") && node.path("data").isArray()) {
            node.get("data").forEach(item -> expand(item, rest, asked));
            return;
        }
        String field = path.get(0);
        if (!(node instanceof ObjectNode object) || !isExpandable(object, field)) {
            throw refusal(asked);
        }
        if (field.equals("line_items")) {
            object.set(field, checkout.lineItems(object.get("id").textValue()));
        } else if (field.equals("payments")) {
            object.set(field, invoicing.payments(object));
        } else if (object.get(field).isTextual()) {
            object.set(field, account.find(object.get(field).textValue()).deepCopy());
        }
        expand(object.get(field), rest, asked);
    }

    private static boolean isExpandable(ObjectNode object, String field) {
        String kind = object.path("object").asText();
        boolean isList = (kind.equals("checkout.session") && field.equals("line_items"))
                || (kind.equals("invoice") && field.equals("payments"));
        return EXPANDABLE.contains(field) && (object.has(field) || isList);
    }
}
