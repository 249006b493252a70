package com.wevion.credits.limit;

import com.wevion.credits.platform.TooManyRequests;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses a request that is above a limit, and tells every caller of its limits in the fields of draft-ietf-httpapi-ratelimit-headers-10:
 * RateLimit-Policy says what they are, RateLimit what is left of them.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
@ApplicationScoped
class Counting implements ContainerResponseFilter {
    private static final String USES = "credits.limit.uses";

    @Inject
    MeterRegistry meters;

    /**
     * Notes the outcome of counting a request.
     *
     * @throws TooManyRequests if it is above the limit
     */
    void note(ContainerRequestContext context, Use use) {
        List<Use> uses = new ArrayList<>(of(context));
        uses.add(use);
        context.setProperty(USES, uses);
        if (!use.isAllowed()) {
            meters.counter("credits.limit.refusals", "limit", use.quota().name())
                    .increment();
            throw new TooManyRequests(
                    "The limit \"" + use.quota().name() + "\" of this server allows "
                            + use.quota().requests() + " requests in "
                            + use.quota().window().toSeconds() + " s; try again in " + use.retryAfterSeconds() + " s.",
                    use.quota().name(),
                    use.retryAfterSeconds());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        List<Use> uses = of(request);
        if (!uses.isEmpty()) {
            response.getHeaders()
                    .putSingle("RateLimit-Policy", list(uses, use -> use.quota().policy()));
            response.getHeaders().putSingle("RateLimit", list(uses, Use::item));
        }
    }

    private static String list(List<Use> uses, Function<Use, String> item) {
        return uses.stream().map(item).collect(Collectors.joining(", "));
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private static List<Use> of(ContainerRequestContext context) {
        Object uses = context.getProperty(USES);
        return uses == null ? List.of() : (List<Use>) uses;
    }
}
