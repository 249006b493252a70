package com.wevion.credits.balance;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The operator's corrections of a team's balance. */
@ApplicationScoped
@Path("teams/{teamId}/adjustments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdjustmentsResource {
    @Inject
    Caller caller;

    @Inject
    Adjustments adjustments;

    @Inject
    History history;

    /** Corrects a balance; 201 with the entry, or 202 if a second person is needed. */
    @POST
    @Requires(Action.ADJUST)
    public Response make(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid AdjustmentRequest request) {
        UUID teamId = Ids.pathId("team", team);
        return adjustments
                .make(teamId, request, caller.userId(), IdempotencyKey.of(headers))
                .answer(this::entry);
    }

    private Response entry(Adjustments.Made made) {
        Adjustment adjustment = made.adjustment();
        TransactionView entry = history.ofOperation(adjustment.teamId(), adjustment.account(), adjustment.id());
        return IdempotencyKey.replayed(Response.status(Response.Status.CREATED).entity(entry), made.replayed())
                .build();
    }
}
