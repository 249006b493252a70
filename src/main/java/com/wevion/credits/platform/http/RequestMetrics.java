package com.wevion.credits.platform.http;

import com.wevion.credits.platform.trace.TracedRequests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the requests to the REST API by route, method and status, until the answer begins; what a stream or a file takes afterwards
 * does not count. Thread-safe.
 */
@Provider
@PreMatching
@Priority(RequestMetrics.OUTERMOST)
@ApplicationScoped
class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
    static final int OUTERMOST = 1;

    private static final String BEGAN = "credits.request.began";
    private static final String ROUTE = "route";
    private static final String OTHER = "OTHER";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration[] TIMES =
            Stream.of(50, 200, 1_000, 2_000, 5_000).map(Duration::ofMillis).toArray(Duration[]::new);

    /** Requests that are measured together; resource and handler are null where no route matches. */
    private record Series(Class<?> resource, Method handler, String method, int status) {}

    @Context
    ResourceInfo matched;

    @Inject
    MeterRegistry registry;

    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGAN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGAN) instanceof Long began) {
            String method = METHODS.contains(request.getMethod()) ? request.getMethod() : OTHER;
            Timer timer = timers.computeIfAbsent(
                    new Series(matched.getResourceClass(), matched.getResourceMethod(), method, response.getStatus()),
                    this::timer);
            timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            request.setProperty(TracedRequests.ROUTE, timer.getId().getTag(ROUTE));
        }
    }

    private Timer timer(Series series) {
        return Timer.builder("credits.http.requests")
                .description("Requests to the REST API, until the answer begins")
                .tag(ROUTE, Route.of(series.resource, series.handler))
                .tag("method", series.method)
                .tag("status", Integer.toString(series.status))
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }
}
