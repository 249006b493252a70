package com.wevion.credits.balance;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** All teams, for operators. */
@Path("teams")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.LIST_TEAMS)
public class TeamListResource {
    @Inject
    TeamList teams;

    /** Those of a name or id, or all, in the order of their names. */
    @GET
    public Page<TeamSummary> list(
            @QueryParam("name") String name, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return teams.page(name, Paging.limit(limit), cursor);
    }
}
