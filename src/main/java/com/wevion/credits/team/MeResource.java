package com.wevion.credits.team;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The person who is calling; for everybody whose token names one. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @Inject
    Caller caller;

    @Inject
    Members members;

    @Inject
    @ConfigProperty(name = "credits.team.me.teams")
    int maxTeams;

    /** The caller, with the first of the teams it is a member of. */
    @GET
    @Requires(Action.SEE_ONESELF)
    public Me get() {
        UUID userId = caller.userId();
        return new Me(userId, caller.name(), caller.isSuperAdmin(), members.places(userId, maxTeams));
    }
}
