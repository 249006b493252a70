package com.wevion.credits.operations;

import com.wevion.credits.platform.ForRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What waits where, for operators. */
@Path("queues")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueuesResource {
    @Inject
    Queues queues;

    /** As it is now. */
    @GET
    @ForRoles("SUPER_ADMIN")
    public QueuesView get() {
        return queues.now();
    }
}
