package com.wevion.credits.trail;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.platform.http.TeamInPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Records what all operations have in common: refused attempts, and exports, which are the answers that are files. */
@Provider
@ApplicationScoped
class RequestTrail implements ContainerResponseFilter {
    private static final int LONGEST_PATH = 300;
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    AuditLog log;

    @Inject
    RefusedAttempts refused;

    @Inject
    CurrentCaller caller;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        if (status == Status.OK.getStatusCode()) {
            if (response.getHeaders().containsKey(HttpHeaders.CONTENT_DISPOSITION)) {
                log.recordAlone(log.author(), event(AuditAction.EXPORTED, request, query(request)), Outcome.DONE);
            }
        } else if (isRefusal(status, request)) {
            refused.record(log.author(), event(AuditAction.ACCESS_REFUSED, request, Map.of("status", status)));
        }
    }

    private boolean isRefusal(int status, ContainerRequestContext request) {
        if (status == Status.UNAUTHORIZED.getStatusCode()) {
            return !READING.contains(request.getMethod());
        }
        return status == Status.FORBIDDEN.getStatusCode()
                || status == Status.NOT_FOUND.getStatusCode() && caller.foreignTeam() != null;
    }

    private static AuditEvent event(AuditAction action, ContainerRequestContext request, Map<String, ?> after) {
        String operation = request.getMethod() + " /" + request.getUriInfo().getPath();
        UUID team = TeamInPath.of(request).orElse(null);
        return new AuditEvent(action, team, "operation", beginning(operation), null, after);
    }

    private static Map<String, ?> query(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getQuery();
        return query == null ? Map.of() : Map.of("query", beginning(query));
    }

    private static String beginning(String text) {
        return text.length() <= LONGEST_PATH ? text : text.substring(0, LONGEST_PATH);
    }
}
