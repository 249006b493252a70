package com.wevion.credits.operations;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The queues and the batch work, for operators. */
@Path("queues")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    @Inject
    Queues queues;

    /** The present state. */
    @GET
    @Requires(Action.OPERATE)
    public QueuesView get() {
        return queues.now();
    }
}
