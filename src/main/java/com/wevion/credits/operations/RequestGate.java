package com.wevion.credits.operations;

import com.wevion.credits.platform.RunningWork;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Counts requests from their beginning to their end, also those that go on without a thread; a server that stops takes no new ones. */
public class RequestGate extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient RunningWork work;

    @Inject
    transient Stop stop;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (stop.hasBegun()) {
            response.setHeader("Connection", "close"); // the next request shall go to another server
        }
        if (isProbe(request)) {
            chain.doFilter(request, response);
        } else if (work.begin()) {
            pass(request, response, chain);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isProbe(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals("/health") || path.equals("/metrics");
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean goesOn = false;
        try {
            chain.doFilter(request, response);
            goesOn = request.isAsyncStarted() && listen(request);
        } finally {
            if (!goesOn) {
                work.end();
            }
        }
    }

    /** @return false if it has ended meanwhile */
    private boolean listen(HttpServletRequest request) {
        try {
            request.getAsyncContext().addListener(new EndOfRequest());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private final class EndOfRequest implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            work.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Its end comes as well.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Its end comes as well.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this); // a new beginning forgets its listeners
        }
    }
}
