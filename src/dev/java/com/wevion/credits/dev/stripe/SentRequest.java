package com.wevion.credits.dev.stripe;

import java.util.Map;

/**
 * A request of the application, without its bearer key.
 *
 * @param parameters of the query or the body, names as in {@code line_items[0][quantity]}
 * @param apiVersion the header {@code Stripe-Version}; null without one
 * @param idempotencyKey null without one
 */
public record SentRequest(
        String method, String path, Map<String, String> parameters, String apiVersion, String idempotencyKey) {}
