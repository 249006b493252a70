package com.wevion.credits.limit;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.http.EarlyRefusal;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;

/**
 * Counts each request of the REST API for its caller, and has it refused above the limit: after the token was verified, so that a bad one is
 * answered as such and uses up nobody's limit, and before the REST API, which costs several times as much as the refusal.
 */
public class CallerLimit extends HttpFilter {
    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    transient Limits limits;

    @Inject
    transient Counting counting;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Use> counted = Optional.ofNullable(request.getUserPrincipal())
                .filter(Identity.class::isInstance)
                .map(Identity.class::cast)
                .flatMap(limits::ofCaller);
        counted.ifPresent(use -> counting.note(request, response, use));
        counted.filter(use -> !use.isAllowed()).ifPresent(use -> EarlyRefusal.of(request, use.refusal()));
        chain.doFilter(request, response);
    }
}
