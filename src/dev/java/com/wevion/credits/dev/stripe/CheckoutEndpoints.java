package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code /v1/checkout/sessions}. */
final class CheckoutEndpoints {
    private static final String PATH = "/v1/checkout/sessions";
    private static final long SHORTEST_SECONDS = 30 * 60;
    private static final long LONGEST_SECONDS = 24 * 3_600;
    private static final long LEAST_TOTAL = 50;
    private static final int MAX_LINE_ITEMS = 100;
    private static final int LONGEST_REFERENCE = 200;

    private final Account account;
    private final SimulatedCheckout checkout;

    CheckoutEndpoints(Account account, SimulatedCheckout checkout) {
        this.account = account;
        this.checkout = checkout;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post(
                        PATH,
                        this::create,
                        "automatic_tax[enabled]",
                        "billing_address_collection",
                        "cancel_url",
                        "client_reference_id",
                        "customer",
                        "customer_creation",
                        "customer_email",
                        "customer_update[address]",
                        "customer_update[name]",
                        "expires_at",
                        "invoice_creation[enabled]",
                        "invoice_creation[invoice_data][description]",
                        "invoice_creation[invoice_data][footer]",
                        "invoice_creation[invoice_data][metadata]",
                        "line_items[][price_data][currency]",
                        "line_items[][price_data][product_data][description]",
                        "line_items[][price_data][product_data][metadata]",
                        "line_items[][price_data][product_data][name]",
                        "line_items[][price_data][product_data][tax_code]",
                        "line_items[][price_data][tax_behavior]",
                        "line_items[][price_data][unit_amount]",
                        "line_items[][quantity]",
                        "locale",
                        "metadata",
                        "mode",
                        "payment_intent_data[description]",
                        "payment_intent_data[metadata]",
                        "payment_intent_data[receipt_email]",
                        "payment_intent_data[setup_future_usage]",
                        "submit_type",
                        "success_url"),
                Endpoint.list(PATH, this::list, "customer", "payment_intent", "status"),
                Endpoint.get(PATH + "/{id}", call -> checkout.session(call.id())),
                Endpoint.list(PATH + "/{id}/line_items", this::lineItems),
                Endpoint.post(PATH + "/{id}/expire", this::expire));
    }

    private ObjectNode lineItems(Call call) {
        return checkout.lineItems(checkout.session(call.id()).get("id").textValue());
    }

    private ObjectNode list(Call call) {
        checkout.expireThoseOver();
        return Listing.page(
                PATH, account.all("checkout.session"), call.parameters(), "customer", "payment_intent", "status");
    }

    private ObjectNode expire(Call call) {
        ObjectNode session = checkout.session(call.id());
        checkout.expire(session);
        return session;
    }

    private ObjectNode create(Call call) {
        FormParameters given = call.parameters();
        check(given);
        ArrayNode items = items(given);
        long total = 0;
        for (var item : items) {
            total += item.get("amount_total").longValue();
        }
        if (total < LEAST_TOTAL) {
            String message = "The Checkout Session's total amount due must add up to at least 50 cents.";
            throw StripeFailure.invalid("amount_too_small", message, "line_items");
        }
        SimulatedCheckout.Plan plan = new SimulatedCheckout.Plan(
                given.metadata("payment_intent_data[metadata]"),
                given.text("payment_intent_data[description]"),
                given.text("payment_intent_data[receipt_email]"),
                given.text("payment_intent_data[setup_future_usage]"),
                items);
        long expiresAt = expiry(given);
        ObjectNode session = account.create("checkout.session", "cs_test_");
        session.put("amount_subtotal", total)
                .put("amount_total", total)
                .put("currency", items.get(0).get("currency").textValue())
                .put("expires_at", expiresAt);
        session.put("url", account.url(PaymentPage.PATH + session.get("id").textValue()));
        fill(session, given);
        checkout.plan(session, plan);
        return session;
    }

    private static void fill(ObjectNode session, FormParameters given) {
        for (String field : List.of(
                "billing_address_collection",
                "cancel_url",
                "client_reference_id",
                "customer",
                "customer_email",
                "locale",
                "submit_type",
                "success_url")) {
            session.put(field, given.text(field));
        }
        session.put("customer_creation", given.has("customer") ? null : given.text("customer_creation", "if_required"));
        ((ObjectNode) session.get("adaptive_pricing")).put("enabled", false);
        session.putObject("total_details")
                .put("amount_discount", 0)
                .put("amount_shipping", 0)
                .put("amount_tax", 0);
        if (given.flag("automatic_tax[enabled]", false)) {
            ((ObjectNode) session.get("automatic_tax"))
                    .put("enabled", true)
                    .put("status", "requires_location_inputs")
                    .put("provider", "stripe");
        }
        ObjectNode invoice = (ObjectNode) session.get("invoice_creation");
        invoice.put("enabled", given.flag("invoice_creation[enabled]", false));
        ObjectNode data = (ObjectNode) invoice.get("invoice_data");
        data.put("description", given.text("invoice_creation[invoice_data][description]"))
                .put("footer", given.text("invoice_creation[invoice_data][footer]"));
        data.putObject("metadata");
        StripeObjects.metadata(data, given.metadata("invoice_creation[invoice_data][metadata]"));
        StripeObjects.metadata(session, given.metadata("metadata"));
    }

    private void check(FormParameters given) {
        if (!given.required("mode").equals("payment")) {
            throw StripeFailure.invalid(null, "Invalid mode: only payment is simulated.", "mode");
        }
        given.required("success_url");
        given.choice("customer_creation", List.of("if_required", "always"));
        given.choice("payment_intent_data[setup_future_usage]", List.of("off_session", "on_session"));
        if (given.has("customer")) {
            account.referenced("customer", given.required("customer"), "customer");
        }
        if (given.has("customer") && (given.has("customer_email") || given.has("customer_creation"))) {
            String message =
                    "You may only specify one of these parameters: customer, customer_email, customer_creation.";
            throw StripeFailure.invalid(null, message, "customer");
        }
        if (given.text("client_reference_id", "").length() > LONGEST_REFERENCE) {
            throw StripeFailure.invalid(null, "A reference has at most 200 characters.", "client_reference_id");
        }
    }

    private long expiry(FormParameters given) {
        long now = account.nowSeconds();
        long expiresAt = given.number("expires_at", now + LONGEST_SECONDS);
        if (expiresAt < now + SHORTEST_SECONDS) {
            String message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
            throw StripeFailure.invalid("parameter_invalid_integer", message, "expires_at");
        }
        if (expiresAt > now + LONGEST_SECONDS) {
            String message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
            throw StripeFailure.invalid("parameter_invalid_integer", message, "expires_at");
        }
        return expiresAt;
    }

    private ArrayNode items(FormParameters given) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        while (given.has("line_items[" + items.size() + "]") && items.size() < MAX_LINE_ITEMS) {
            items.add(item(given, "line_items[" + items.size() + "]"));
        }
        if (items.isEmpty()) {
            throw StripeFailure.missingParameter("line_items");
        }
        for (var item : items) {
            if (!item.get("currency").equals(items.get(0).get("currency"))) {
                throw StripeFailure.invalid(null, "All prices must be of one currency.", "line_items");
            }
        }
        return items;
    }

    private ObjectNode item(FormParameters given, String at) {
        long unitAmount = given.number(at + "[price_data][unit_amount]");
        long quantity = given.number(at + "[quantity]");
        if (unitAmount < 0 || quantity < 1) {
            String wrong = at + (quantity < 1 ? "[quantity]" : "[price_data][unit_amount]");
            throw StripeFailure.invalid("parameter_invalid_integer", "Invalid integer: too small", wrong);
        }
        String currency = given.currency(at + "[price_data][currency]");
        long total = Math.multiplyExact(unitAmount, quantity);
        ObjectNode item = StripeObjects.create("item")
                .put("id", StripeObjects.id("li_"))
                .put("amount_subtotal", total)
                .put("amount_total", total)
                .put("currency", currency)
                .put("description", given.required(at + "[price_data][product_data][name]"))
                .put("quantity", quantity)
                .putNull("adjustable_quantity");
        ((ObjectNode) item.get("price"))
                .put("id", StripeObjects.id("price_"))
                .put("created", account.nowSeconds())
                .put("currency", currency)
                .put("product", StripeObjects.id("prod_"))
                .put("unit_amount", unitAmount)
                .put("unit_amount_decimal", Long.toString(unitAmount))
                .putNull("custom_unit_amount")
                .putNull("recurring")
                .putNull("transform_quantity");
        return item;
    }
}
