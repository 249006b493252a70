package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** {@code /v1/customers} and {@code /v1/payment_methods}. */
final class CustomerEndpoints {
    private static final String[] FIELDS = {
        "description",
        "email",
        "invoice_settings[default_payment_method]",
        "invoice_settings[footer]",
        "metadata",
        "name",
        "phone"
    };

    private final Account account;

    CustomerEndpoints(Account account) {
        this.account = account;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post("/v1/customers", this::create, FIELDS),
                Endpoint.list(
                        "/v1/customers",
                        call -> Listing.page("/v1/customers", account.all("customer"), call.parameters(), "email"),
                        "email"),
                Endpoint.get("/v1/customers/{id}", call -> account.get("customer", call.id())),
                Endpoint.post("/v1/customers/{id}", this::update, FIELDS),
                Endpoint.list("/v1/customers/{id}/payment_methods", this::methodsOfCustomer, "type"),
                Endpoint.get("/v1/payment_methods/{id}", call -> account.get("payment_method", call.id())),
                Endpoint.list("/v1/payment_methods", this::methods, "customer", "type"));
    }

    private ObjectNode create(Call call) {
        Map<String, String> metadata = call.parameters().metadata("metadata");
        mustBeTheirMethod(null, call.parameters());
        ObjectNode customer = account.create("customer", "cus_")
                .put("invoice_prefix", StripeObjects.id("").substring(0, 8).toUpperCase(java.util.Locale.ROOT));
        fill(customer, call.parameters());
        StripeObjects.metadata(customer, metadata);
        account.emit("customer.created", customer);
        return customer;
    }

    private ObjectNode update(Call call) {
        ObjectNode customer = account.get("customer", call.id());
        Map<String, String> metadata = call.parameters().metadata("metadata");
        mustBeTheirMethod(call.id(), call.parameters());
        fill(customer, call.parameters());
        StripeObjects.metadata(customer, metadata);
        account.emit("customer.updated", customer);
        return customer;
    }

    private void mustBeTheirMethod(String customer, FormParameters given) {
        String parameter = "invoice_settings[default_payment_method]";
        if (given.text(parameter) != null && !given.text(parameter).isEmpty()) {
            ObjectNode method = account.referenced("payment_method", given.text(parameter), parameter);
            if (customer == null || !customer.equals(method.get("customer").textValue())) {
                throw StripeFailure.invalid(null, "The payment method is not attached to this customer.", parameter);
            }
        }
    }

    private static void fill(ObjectNode customer, FormParameters given) {
        for (String field : List.of("description", "email", "name", "phone")) {
            if (given.has(field)) {
                customer.put(field, emptyIsNull(given.text(field)));
            }
        }
        for (String field : List.of("default_payment_method", "footer")) {
            String parameter = "invoice_settings[" + field + "]";
            if (given.has(parameter)) {
                ((ObjectNode) customer.get("invoice_settings")).put(field, emptyIsNull(given.text(parameter)));
            }
        }
    }

    private static String emptyIsNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private ObjectNode methodsOfCustomer(Call call) {
        account.get("customer", call.id());
        return methodsOf(call.id(), "/v1/customers/" + call.id() + "/payment_methods", call);
    }

    private ObjectNode methods(Call call) {
        String customer = call.parameters().required("customer");
        account.referenced("customer", customer, "customer");
        return methodsOf(customer, "/v1/payment_methods", call);
    }

    private ObjectNode methodsOf(String customer, String url, Call call) {
        List<ObjectNode> theirs = account.all("payment_method").stream()
                .filter(method -> customer.equals(method.get("customer").textValue()))
                .toList();
        return Listing.page(url, theirs, call.parameters(), "type");
    }
}
