package com.wevion.credits.web;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets the pages of the products that embed the widgets call the API from their own sites (CORS). They bring a token; cookies
 * from another site are never accepted, so that nobody can act through a session. The widgets' files are for everybody.
 */
public class CrossOrigin extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String PREFLIGHT_SECONDS = "600";

    @Inject
    @ConfigProperty(name = "credits.web.origins")
    transient Optional<String> configured; // the server never serializes a filter

    private transient Set<String> origins;

    @PostConstruct
    void split() {
        origins = configured.stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if the request is for a file of the widgets. */
    static boolean isPublicFile(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/widgets/") || path.startsWith("/shared/");
    }

    /** True if the request is for the REST API, or for the error page of such a request. */
    static boolean isApi(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return (failed == null ? request.getServletPath() : failed.toString()).startsWith("/api/");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (isPublicFile(request)) {
            response.setHeader(ALLOW_ORIGIN, "*");
        } else if (isApi(request) && !origins.isEmpty()) {
            response.addHeader("Vary", "Origin");
            if (origin != null && origins.contains(origin)) {
                response.setHeader(ALLOW_ORIGIN, origin);
                response.setHeader("Access-Control-Expose-Headers", "Idempotent-Replayed, Retry-After");
                if (isPreflight(request)) {
                    answerPreflight(response);
                    return;
                }
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    private static void answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader(
                "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
        response.setHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
