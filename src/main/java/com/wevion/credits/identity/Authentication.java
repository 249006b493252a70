package com.wevion.credits.identity;

import com.wevion.credits.identity.key.KeyUses;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.access.Reach;
import com.wevion.credits.platform.http.Origin;
import com.wevion.credits.platform.http.Rule;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses every unauthenticated caller, unless what the method does is open to everybody: forgetting to say so must close a door, not
 * open one. What the others may do is decided after this.
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

    @Inject
    KeyUses uses;

    @Inject
    @ConfigProperty(name = "credits.web.client.address.header")
    Optional<String> addressHeader;

    @Override
    public void filter(ContainerRequestContext context) {
        caller.comesFrom(Origin.of(request, addressHeader));
        if (context.getSecurityContext().getUserPrincipal() instanceof Identity identity) {
            caller.is(identity);
            identity.key()
                    .ifPresent(key ->
                            uses.note(key.id(), caller.origin().shortened().address()));
        } else if (!isPublic()) {
            throw CallerMechanism.refusal(request).orElseGet(Authentication::noToken);
        }
    }

    private static RuntimeException noToken() {
        return new Unauthenticated("A bearer token is required.");
    }

    private boolean isPublic() {
        return Rule.of(resource)
                .filter(action -> action.reach() == Reach.PUBLIC)
                .isPresent();
    }
}
