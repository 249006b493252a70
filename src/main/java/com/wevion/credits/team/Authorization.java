package com.wevion.credits.team;

import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.http.Rule;
import com.wevion.credits.platform.http.TeamInPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds every request against the table of actions before its method sees it. A method without a rule is refused to everybody; only
 * OPTIONS, which the framework answers with the methods of the address, needs none.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
class Authorization implements ContainerRequestFilter {
    @Context
    ResourceInfo resource;

    @Inject
    Access access;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext context) {
        Optional<Action> rule = Rule.of(resource);
        if (rule.isPresent()) {
            check(rule.get(), context);
        } else if (!context.getMethod().equals(HttpMethod.OPTIONS)) {
            throw new Forbidden("Nobody may do this.");
        }
    }

    private void check(Action action, ContainerRequestContext context) {
        switch (action.reach()) {
            case PUBLIC, SIGNED_IN -> {}
            case PLATFORM -> access.require(action);
            case TEAM -> {
                UUID teamId = TeamInPath.of(context).orElseThrow(() -> new NotFound("team"));
                caller.grant(access.require(teamId, action));
            }
        }
    }
}
