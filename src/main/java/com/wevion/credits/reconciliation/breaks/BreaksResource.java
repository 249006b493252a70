package com.wevion.credits.reconciliation.breaks;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The breaks that people work through. */
@ApplicationScoped
@Path("reconciliation/breaks")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class BreaksResource {
    @Inject
    BreakDetails details;

    @Inject
    Breaks breaks;

    @Inject
    Caller caller;

    /** One with the records of both sides. */
    @GET
    @Path("{breakId}")
    public BreakDetail get(@PathParam("breakId") String id) {
        return details.of(Ids.pathId("break", id));
    }

    /** Changes its state, owner or note. */
    @PATCH
    @Path("{breakId}")
    @Consumes(MediaType.APPLICATION_JSON)
    public BreakView change(@PathParam("breakId") String id, @NotNull @Valid BreakPatch patch) {
        return breaks.change(Ids.pathId("break", id), patch, caller.author());
    }
}
