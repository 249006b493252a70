package com.wevion.credits.platform.trace;

import io.opentelemetry.context.Scope;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has each request to the API be a piece of work, in the trace that its caller names. */
public class TracedRequests extends HttpFilter {
    /** The request's attribute that holds the template of its address. */
    public static final String ROUTE = "credits.route";

    private static final long serialVersionUID = 1;
    private static final String TRACE = "credits.trace";
    private static final String ID = "/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
    private static final Pattern TEAM = Pattern.compile("/teams" + ID);
    private static final Pattern WORK = Pattern.compile("/(?:jobs|messages)" + ID);
    private static final int SERVER_ERROR = 500;

    @Override
    @SuppressWarnings("try") // the scope ends with the block
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean goesOn = request.getAttribute(TRACE) != null; // after it has waited for its body
        Trace trace = goesOn ? (Trace) request.getAttribute(TRACE) : begin(request);
        try (Scope scope = trace.context().makeCurrent()) {
            chain.doFilter(request, response);
        } finally {
            if (!goesOn) {
                endUnlessWaiting(trace, request, response);
            }
        }
    }

    private static Trace begin(HttpServletRequest request) {
        Trace trace = Trace.answer(
                request.getMethod(), request.getHeader(Trace.TRACEPARENT), request.getHeader("tracestate"));
        trace.isAbout(id(TEAM, request.getRequestURI()), id(WORK, request.getRequestURI()));
        request.setAttribute(TRACE, trace);
        return trace;
    }

    /** The id of a request's trace; null if it is in none. */
    public static String traceOf(HttpServletRequest request) {
        return request.getAttribute(TRACE) instanceof Trace trace ? trace.traceId() : null;
    }

    private static UUID id(Pattern pattern, String path) {
        Matcher found = pattern.matcher(path);
        return found.find() ? UUID.fromString(found.group(1)) : null;
    }

    private static void endUnlessWaiting(Trace trace, HttpServletRequest request, HttpServletResponse response) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new End(trace, request, response));
        } else {
            end(trace, request, response);
        }
    }

    private static void end(Trace trace, HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ROUTE) instanceof String route) {
            trace.rename(request.getMethod() + " " + route);
            trace.with("http.route", route);
        }
        trace.with("http.request.method", request.getMethod());
        trace.with("http.response.status_code", response.getStatus());
        if (response.getStatus() >= SERVER_ERROR) {
            trace.failed("status " + response.getStatus());
        }
        trace.end();
    }

    private record End(Trace trace, HttpServletRequest request, HttpServletResponse response) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            end(trace, request, response);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            trace.failed("time-out");
        }

        @Override
        public void onError(AsyncEvent event) {
            trace.failed("error");
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
