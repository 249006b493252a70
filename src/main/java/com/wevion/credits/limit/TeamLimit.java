package com.wevion.credits.limit;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.http.TeamInPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;

/** Counts each request for its team, and for what it costs, once it is known that the caller may make it: a stranger uses up no team's limit. */
@Provider
@Priority(TeamLimit.AFTER_AUTHORIZATION)
@ApplicationScoped
class TeamLimit implements ContainerRequestFilter {
    static final int AFTER_AUTHORIZATION = Priorities.AUTHORIZATION + 1;

    @Context
    ResourceInfo resource;

    @Context
    HttpServletRequest request;

    @Context
    HttpServletResponse response;

    @Inject
    CurrentCaller caller;

    @Inject
    Limits limits;

    @Inject
    Counting counting;

    @Override
    public void filter(ContainerRequestContext context) {
        Identity identity = caller.identity();
        if (identity == null) {
            return;
        }
        Optional<UUID> team = TeamInPath.of(context);
        team.flatMap(id -> limits.ofTeam(identity, id)).ifPresent(this::note);
        costly().flatMap(kind -> limits.ofKind(kind, identity, team)).ifPresent(this::note);
    }

    private void note(Use use) {
        counting.note(request, response, use);
        if (!use.isAllowed()) {
            throw use.refusal();
        }
    }

    private Optional<Costly.Kind> costly() {
        return Optional.ofNullable(resource.getResourceMethod())
                .map(method -> method.getAnnotation(Costly.class))
                .map(Costly::value);
    }
}
