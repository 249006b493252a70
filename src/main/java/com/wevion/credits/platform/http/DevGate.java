package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Development;
import com.wevion.credits.platform.NotFound;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Answers for the development resources as for unknown paths, whatever the method, unless development tokens are issued. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 200)
@ApplicationScoped
class DevGate implements ContainerRequestFilter {
    /** The first segment of their paths, whatever parameters it has. */
    private static final String DEV = "dev";

    @Inject
    Development development;

    @Override
    public void filter(ContainerRequestContext request) {
        List<PathSegment> path = request.getUriInfo().getPathSegments();
        if (!development.isOn() && !path.isEmpty() && path.get(0).getPath().equals(DEV)) {
            throw new NotFound("resource");
        }
    }
}
