package com.wevion.credits.dev.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * New objects in exactly the shape of Stripe's: copies of the fixtures that Stripe publishes with its OpenAPI description.
 * They show every field, also those that a new object does not have yet; these are set to null here.
 */
final class StripeObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TEMPLATES = read();
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_LENGTH = 24;

    /** Fields, as paths, that the fixtures fill with examples. */
    private static final Map<String, List<String>> NOT_YET = Map.ofEntries(
            Map.entry(
                    "charge",
                    List.of(
                            "source",
                            "transfer_data",
                            "shipping",
                            "billing_details/name",
                            "payment_method_details/card/installments",
                            "payment_method_details/card/three_d_secure",
                            "payment_method_details/card/wallet",
                            "description",
                            "receipt_url")),
            Map.entry(
                    "checkout.session",
                    List.of(
                            "after_expiration",
                            "collected_information",
                            "consent",
                            "consent_collection",
                            "currency_conversion",
                            "customer_details",
                            "custom_text/after_submit",
                            "custom_text/shipping_address",
                            "custom_text/submit",
                            "custom_text/terms_of_service_acceptance",
                            "automatic_tax/liability",
                            "invoice_creation/invoice_data/issuer",
                            "invoice_creation/invoice_data/rendering_options",
                            "managed_payments",
                            "payment_intent",
                            "payment_method_configuration_details",
                            "permissions",
                            "saved_payment_method_options",
                            "shipping_address_collection",
                            "shipping_cost",
                            "wallet_options")),
            Map.entry("customer", List.of("address", "currency", "discount", "shipping")),
            Map.entry(
                    "payment_intent",
                    List.of(
                            "automatic_payment_methods",
                            "canceled_at",
                            "last_payment_error",
                            "managed_payments",
                            "next_action",
                            "payment_method_configuration_details",
                            "processing",
                            "shipping",
                            "transfer_data")),
            Map.entry(
                    "invoice",
                    List.of(
                            "automatic_tax/liability",
                            "customer_address",
                            "customer_shipping",
                            "due_date",
                            "effective_at",
                            "from_invoice",
                            "last_finalization_error",
                            "next_payment_attempt",
                            "parent",
                            "rendering",
                            "shipping_cost",
                            "shipping_details",
                            "webhooks_delivered_at")),
            Map.entry("invoiceitem", List.of("parent")),
            Map.entry("line_item", List.of("parent/subscription_item_details")),
            Map.entry("payment_method", List.of("card/wallet", "card/generated_from")));

    private StripeObjects() {}

    private static JsonNode read() {
        try (InputStream file = StripeObjects.class.getResourceAsStream("/stripe/fixtures.json")) {
            return JSON.readTree(file).get("resources");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fixture itself, as a copy. */
    static ObjectNode fixture(String kind) {
        return TEMPLATES.required(kind).deepCopy();
    }

    /** A new object, without an id. */
    static ObjectNode create(String kind) {
        ObjectNode made = fixture(kind);
        for (String path : NOT_YET.getOrDefault(kind, List.of())) {
            int slash = path.lastIndexOf('/');
            ObjectNode parent = slash < 0 ? made : (ObjectNode) made.requiredAt("/" + path.substring(0, slash));
            parent.putNull(path.substring(slash + 1));
        }
        if (made.has("metadata")) {
            made.putObject("metadata");
        }
        return made;
    }

    /** A new id with one of Stripe's prefixes; never the same twice, as the application keeps them across our restarts. */
    static String id(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(index -> id.append(ALPHABET.charAt(index)));
        return id.toString();
    }

    /** An empty object. */
    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    static void metadata(ObjectNode object, Map<String, String> metadata) {
        ObjectNode all = object.withObject("/metadata");
        metadata.forEach((key, value) -> {
            if (value.isEmpty()) {
                all.remove(key); // an empty value is how Stripe is told to forget a key
            } else {
                all.put(key, value);
            }
        });
    }
}
