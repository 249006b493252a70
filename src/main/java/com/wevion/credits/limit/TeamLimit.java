package com.wevion.credits.limit;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.http.Costly;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
        Optional<UUID> team = Optional.ofNullable(
                        context.getUriInfo().getPathParameters().getFirst("teamId"))
                .flatMap(Ids::find);
        team.flatMap(id -> limits.ofTeam(identity, id)).ifPresent(use -> counting.note(context, use));
        costly().flatMap(kind -> limits.ofKind(kind, identity, team)).ifPresent(use -> counting.note(context, use));
    }

    private Optional<Costly.Kind> costly() {
        return Optional.ofNullable(resource.getResourceMethod())
                .map(method -> method.getAnnotation(Costly.class))
                .map(Costly::value);
    }
}
