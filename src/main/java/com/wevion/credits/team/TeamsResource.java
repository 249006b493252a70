package com.wevion.credits.team;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Teams and their settings. */
@Path("teams/{teamId}")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TeamsResource {
    @Inject
    Access access;

    @Inject
    Teams teams;

    /** Makes a team (201) or describes it anew (200), or asks for another owner (202); for services and super admins. */
    @PUT
    @Requires(Action.DESCRIBE_TEAMS)
    public Response put(@PathParam("teamId") String team, @NotNull @Valid TeamDescription description) {
        return teams.put(Ids.parse("teamId", team), description)
                .answer(put -> Response.status(put.created() ? 201 : 200)
                        .entity(put.value())
                        .build());
    }

    /** The settings, for every member but a viewer. */
    @GET
    @Path("settings")
    @Requires(Action.READ_SETTINGS)
    public SettingsView settings(@PathParam("teamId") String team) {
        UUID teamId = Ids.pathId("team", team);
        return SettingsView.of(teams.settings(teamId));
    }

    /** Changes some of the settings, for OWNER and ADMIN; the ceiling of the limit for a SUPER_ADMIN only (D21). 202 if a second person is needed. */
    @PATCH
    @Path("settings")
    @Requires(Action.CHANGE_SETTINGS)
    public Response set(@PathParam("teamId") String team, @NotNull SettingsPatch patch) {
        UUID teamId = Ids.pathId("team", team);
        if (patch.isForThePlatform()) {
            access.require(Action.SET_THE_CEILING);
        }
        return teams.set(teamId, patch.change())
                .answer(settings -> Response.ok(SettingsView.of(settings)).build());
    }
}
