package com.wevion.credits.purchase;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.team.Access;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The automatic top-up of a team's credits. */
@ApplicationScoped
@Path("teams/{teamId}/auto-top-up")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TopUpResource {
    @Inject
    Access access;

    @Inject
    Caller caller;

    @Inject
    TopUps topUps;

    /** The settings and the state, for every member but a viewer. */
    @GET
    @Requires(Action.READ_SETTINGS)
    public TopUpView get(@PathParam("teamId") String team) {
        UUID teamId = Ids.pathId("team", team);
        return topUps.view(teamId);
    }

    /** Saves the settings, for OWNER and ADMIN (D12); who switches it on must be allowed to buy. */
    @PUT
    @Requires(Action.CHANGE_SETTINGS)
    public TopUpView put(@PathParam("teamId") String team, @NotNull @Valid TopUpRequest wanted) {
        UUID teamId = Ids.pathId("team", team);
        if (wanted.enabled()) {
            access.buyer(teamId);
        }
        return topUps.save(teamId, wanted.checked(), caller.userId());
    }
}
