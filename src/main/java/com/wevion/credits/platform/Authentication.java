package com.wevion.credits.platform;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.time.Clock;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets nobody in without an access token, unless the resource says {@link PermitAll}: forgetting an annotation must
 * close a door, not open one. The server has verified signature, issuer, audience, expiry and type ("JWT") before.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
class Authentication implements ContainerRequestFilter {
    /** Claims that only tokens about a login have (OpenID Connect); such a token gives no access. */
    private static final Set<String> ID_TOKEN_CLAIMS = Set.of("nonce", "at_hash", "c_hash");

    @Context
    ResourceInfo resource;

    @Inject
    @RealTime
    Clock clock;

    @Inject
    @ConfigProperty(name = "mp.jwt.verify.clock.skew")
    long skewSeconds;

    @Override
    public void filter(ContainerRequestContext request) {
        if (isPublic()) {
            return;
        }
        Principal caller = request.getSecurityContext().getUserPrincipal();
        if (!(caller instanceof JsonWebToken token)) {
            throw new Unauthenticated("A bearer token is required.");
        }
        refuseLoginToken(token);
        refuseEarlyToken(token);
        Set<String> groups = token.getGroups(); // null when the issuer gave none
        if ((groups == null || !groups.contains("SERVICE"))
                && Ids.find(token.getSubject()).isEmpty()) {
            throw new Unauthenticated("The token's subject must be a UUID.");
        }
    }

    private static void refuseLoginToken(JsonWebToken token) {
        boolean login = token.getClaimNames().stream().anyMatch(ID_TOKEN_CLAIMS::contains)
                || "ID".equalsIgnoreCase(text(token, "typ"))
                || "id".equalsIgnoreCase(text(token, "token_use"));
        if (login) {
            throw new Unauthenticated("The token is not an access token.");
        }
    }

    /** The server itself does not look at the time before which a token must not be taken. */
    private void refuseEarlyToken(JsonWebToken token) {
        String notBefore = text(token, "nbf");
        long latest = clock.instant().getEpochSecond() + skewSeconds;
        if (notBefore != null && (!notBefore.matches("[0-9]{1,15}") || Long.parseLong(notBefore) > latest)) {
            throw new Unauthenticated("The token is not valid yet.");
        }
    }

    private static String text(JsonWebToken token, String claim) {
        Object value = token.getClaim(claim);
        return value == null ? null : value.toString().replace("\"", "");
    }

    private boolean isPublic() {
        return resource.getResourceMethod() != null
                && (resource.getResourceMethod().isAnnotationPresent(PermitAll.class)
                        || resource.getResourceClass().isAnnotationPresent(PermitAll.class));
    }
}
