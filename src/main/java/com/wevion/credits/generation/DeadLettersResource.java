package com.wevion.credits.generation;

import com.wevion.credits.generation.broker.DeadLetter;
import com.wevion.credits.generation.broker.DeadLetters;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The messages that failed for good. */
@ApplicationScoped
@Path("dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.OPERATE)
public class DeadLettersResource {

    @Inject
    DeadLetters deadLetters;

    @Inject
    Dispatcher dispatcher;

    @Inject
    Caller caller;

    /** The newest first. */
    @GET
    public Page<DeadLetter> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return deadLetters.page(Paging.limit(limit), cursor);
    }

    /** Puts one back on its queue, once until it fails again. */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.WILDCARD)
    public DeadLetter replay(@PathParam("id") String id) {
        DeadLetter replayed = deadLetters.replay(Ids.pathId("dead letter", id), caller.userId());
        dispatcher.signal();
        return replayed;
    }

    /** Puts one aside that is not to be sent again. */
    @POST
    @Path("{id}/dismissal")
    @Consumes(MediaType.APPLICATION_JSON)
    public DeadLetter dismiss(@PathParam("id") String id, @NotNull @Valid Dismissal dismissal) {
        return deadLetters.dismiss(Ids.pathId("dead letter", id), dismissal.reason(), caller.userId());
    }
}
