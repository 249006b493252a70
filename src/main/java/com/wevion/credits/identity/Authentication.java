package com.wevion.credits.identity;

import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.http.ForRoles;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses every unauthenticated caller, unless the resource says {@link PermitAll}: forgetting an annotation
 * must close a door, not open one.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
class Authentication implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Inject
    CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext context) {
        if (context.getSecurityContext().getUserPrincipal() instanceof Identity identity) {
            caller.is(identity);
            checkRole(identity);
        } else if (!isPublic()) {
            throw CallerMechanism.refusal(request).orElseGet(Authentication::noToken);
        }
    }

    /** The roles of the method, or else those of the class. */
    private void checkRole(Identity identity) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        ForRoles roles = Optional.ofNullable(resource.getResourceMethod().getAnnotation(ForRoles.class))
                .orElse(resource.getResourceClass().getAnnotation(ForRoles.class));
        if (roles != null && Stream.of(roles.value()).noneMatch(identity.roleNames()::contains)) {
            throw new ForbiddenException();
        }
    }

    private static RuntimeException noToken() {
        return new Unauthenticated("A bearer token is required.");
    }

    private boolean isPublic() {
        return resource.getResourceMethod() != null
                && (resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                        || resource.getResourceClass().isAnnotationPresent(PermitAll.class));
    }
}
