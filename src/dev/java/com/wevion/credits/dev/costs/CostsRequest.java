package com.wevion.credits.dev.costs;

import com.sun.net.httpserver.HttpExchange;
import java.util.HashMap;
import java.util.Map;

/**
 * A request to a simulated costs API.
 *
 * @param cursor null for the first page
 */
public record CostsRequest(String path, Map<String, String> query, String key, String cursor) {
    static CostsRequest of(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&")) {
            int at = part.indexOf('=');
            query.merge(part.substring(0, at), part.substring(at + 1), (one, other) -> one + "," + other);
        }
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        String key =
                bearer == null ? exchange.getRequestHeaders().getFirst("x-api-key") : bearer.replace("Bearer ", "");
        return new CostsRequest(exchange.getRequestURI().getPath(), Map.copyOf(query), key, query.get("page"));
    }
}
