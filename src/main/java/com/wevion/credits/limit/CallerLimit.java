package com.wevion.credits.limit;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts each request for its caller, as soon as the caller is known and before anything is asked of the database. */
@Provider
@Priority(CallerLimit.BEFORE_AUTHORIZATION)
@ApplicationScoped
class CallerLimit implements ContainerRequestFilter {
    static final int BEFORE_AUTHORIZATION = Priorities.AUTHORIZATION - 1;

    @Inject
    CurrentCaller caller;

    @Inject
    Limits limits;

    @Inject
    Counting counting;

    @Override
    public void filter(ContainerRequestContext context) {
        Identity identity = caller.identity();
        if (identity != null) {
            limits.ofCaller(identity).ifPresent(use -> counting.note(context, use));
        }
    }
}
