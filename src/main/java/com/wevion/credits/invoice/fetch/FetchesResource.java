package com.wevion.credits.invoice.fetch;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The fetching of costs from the APIs of providers. */
@ApplicationScoped
@Path("reconciliation/fetches")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class FetchesResource {
    @Inject
    FetchStates states;

    /** Each provider whose costs are fetched, all of them. */
    @GET
    public Page<FetchView> list() {
        return new Page<>(states.views(), null);
    }
}
