package com.wevion.credits.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The limits that a request was counted for, of which its caller is told in the fields of draft-ietf-httpapi-ratelimit-headers-10:
 * RateLimit-Policy says what they are, RateLimit what is left of them.
 */
@ApplicationScoped
class Counting {
    private static final String USES = "credits.limit.uses";

    @Inject
    MeterRegistry meters;

    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

    /** Notes the outcome of counting a request, which its answer tells. */
    void note(HttpServletRequest request, HttpServletResponse response, Use use) {
        List<Use> uses = new ArrayList<>(of(request));
        uses.add(use);
        request.setAttribute(USES, uses);
        response.setHeader("RateLimit-Policy", list(uses, each -> each.quota().policy()));
        response.setHeader("RateLimit", list(uses, Use::item));
        if (!use.isAllowed()) {
            refusals.computeIfAbsent(use.quota().name(), this::counter).increment();
        }
    }

    private Counter counter(String limit) {
        return Counter.builder("credits.limit.refusals")
                .description("Requests that a limit has refused")
                .tag("limit", limit)
                .register(meters);
    }

    private static String list(List<Use> uses, Function<Use, String> item) {
        return uses.stream().map(item).collect(Collectors.joining(", "));
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private static List<Use> of(HttpServletRequest request) {
        Object uses = request.getAttribute(USES);
        return uses == null ? List.of() : (List<Use>) uses;
    }
}
