package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code /v1/events}: also those whose delivery was lost. */
final class EventEndpoints {
    private final Account account;

    EventEndpoints(Account account) {
        this.account = account;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.list("/v1/events", this::list, "delivery_success", "type", "types[]"),
                Endpoint.get("/v1/events/{id}", call -> account.events().get(call.id())));
    }

    private ObjectNode list(Call call) {
        FormParameters given = call.parameters();
        List<String> types = given.list("types");
        if (!types.isEmpty() && given.has("type")) {
            throw StripeFailure.invalid(null, "You may only specify one of these parameters: type, types.", "type");
        }
        boolean anyDelivery = !given.has("delivery_success");
        boolean delivered = given.flag("delivery_success", true);
        List<ObjectNode> found = account.events().newestFirst().stream()
                .filter(event ->
                        types.isEmpty() || types.contains(event.get("type").textValue()))
                .filter(event -> matches(given.text("type"), event.get("type").textValue()))
                .filter(event -> anyDelivery
                        || delivered == (event.get("pending_webhooks").intValue() == 0))
                .toList();
        return Listing.page("/v1/events", found, given);
    }

    /** A type is given in full or as in {@code charge.*}. */
    private static boolean matches(String wanted, String type) {
        if (wanted == null) {
            return true;
        }
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : type.equals(wanted);
    }
}
