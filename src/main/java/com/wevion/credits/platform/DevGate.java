package com.wevion.credits.platform;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Where no development tokens are issued, their resource answers like a path that never existed, whatever the method. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
@ApplicationScoped
class DevTokensGate implements ContainerRequestFilter {
    @Inject
    DevTokens tokens;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!tokens.areIssued() && request.getUriInfo().getPath().startsWith(DevTokensResource.PATH)) {
            throw new NotFound("resource");
        }
    }
}
