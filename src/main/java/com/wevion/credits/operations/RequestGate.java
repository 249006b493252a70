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
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts requests from their beginning to their end, even those that continue without a thread; a server that stops accepts no new ones. */
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
        End end = new End();
        boolean goesOn = false;
        try {
            chain.doFilter(request, response);
            goesOn = request.isAsyncStarted() && end.isAwaited(request);
        } finally {
            if (!goesOn) {
                end.once();
            }
        }
    }

    /** The end of a request, which may be reported twice: by the server, and by the thread that began it if that was too late to listen. */
    private final class End implements AsyncListener {
        private final AtomicBoolean told = new AtomicBoolean();

        void once() {
            if (told.compareAndSet(false, true)) {
                work.end();
            }
        }

        /** @return false if it has ended meanwhile */
        boolean isAwaited(HttpServletRequest request) {
            try {
                request.getAsyncContext().addListener(this);
                return request.isAsyncStarted();
            } catch (IllegalStateException e) {
                return false;
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            once();
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
