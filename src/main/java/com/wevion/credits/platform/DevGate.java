package com.wevion.credits.platform;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Where no development tokens are issued, the resources for development answer like paths that never existed, whatever the method.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
@ApplicationScoped
class DevGate implements ContainerRequestFilter {
    /** What their paths begin with. */
    private static final String DEV = "dev/";

    @Inject
    Development development;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!development.isOn() && request.getUriInfo().getPath().startsWith(DEV)) {
            throw new NotFound("resource");
        }
    }
}
