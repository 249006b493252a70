package com.wevion.credits.balance;

import com.wevion.credits.catalog.Catalog;
import com.wevion.credits.ledger.AccountKind;
import com.wevion.credits.ledger.AccountState;
import com.wevion.credits.ledger.Accounts;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.team.Access;
import com.wevion.credits.team.Teams;
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
    Access access;

    @Inject
    Teams teams;

    @Inject
    Accounts accounts;

    @Inject
    Catalog catalog;

    /** Both accounts as they are now. */
    @GET
    public BalanceView get(@PathParam("teamId") String team) {
        UUID teamId = Ids.pathId("team", team);
        access.canReadBalance(teamId);
        AccountState credits = accounts.of(teamId, AccountKind.CREDITS);
        AccountState creative = accounts.of(teamId, AccountKind.CREATIVE);
        long messages = catalog.current().approximateMessages(credits.availableMicros());
        return BalanceView.of(credits, creative, teams.settings(teamId), messages);
    }
}
