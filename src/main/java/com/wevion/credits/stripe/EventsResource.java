package com.wevion.credits.stripe;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.stripe.ReceivedEvent.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The webhook inbox, for operators. */
@ApplicationScoped
@Path("stripe/events")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.OPERATE)
public class EventsResource {
    @Inject
    EventInbox inbox;

    @Inject
    EventProcessor processor;

    /** The latest received first; {@code status=DEAD} for those that were given up. */
    @GET
    public Page<ReceivedEvent> list(
            @QueryParam("status") String status,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Status wanted = Parameters.constant("status", Status.class, status);
        return inbox.page(wanted, Paging.limit(limit), cursor);
    }

    /** Works again on one that was given up. */
    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.WILDCARD)
    public ReceivedEvent replay(@PathParam("id") String id) {
        ReceivedEvent event = inbox.replay(id);
        processor.signal();
        return event;
    }
}
