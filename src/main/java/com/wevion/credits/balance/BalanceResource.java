package com.wevion.credits.balance;

import com.wevion.credits.catalog.publication.Catalog;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The balance of a team, for the pill (S13). */
@ApplicationScoped
@Path("teams/{teamId}/balance")
@Produces(MediaType.APPLICATION_JSON)
public class BalanceResource {
    @Inject
    Balances balances;

    @Inject
    Catalog catalog;

    /** Both accounts as they are now. */
    @GET
    @Requires(Action.READ_BALANCE)
    public BalanceView get(@PathParam("teamId") String team) {
        UUID teamId = Ids.pathId("team", team);
        return balances.of(teamId).view(catalog.current());
    }
}
