package com.wevion.credits.billing;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The bills of a team for creative usage (S12). */
@ApplicationScoped
@Path("teams/{teamId}/creative-bills")
@Produces(MediaType.APPLICATION_JSON)
public class CreativeBillsResource {
    @Inject
    Billing billing;

    /** The newest first. */
    @GET
    @Requires(Action.READ_BILLS)
    public Page<BillView> list(
            @PathParam("teamId") String team, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        UUID teamId = Ids.pathId("team", team);
        return billing.page(teamId, Paging.limit(limit), cursor);
    }

    /** One as it is now. */
    @GET
    @Path("{billId}")
    @Requires(Action.READ_BILLS)
    public BillView get(@PathParam("teamId") String team, @PathParam("billId") String bill) {
        UUID teamId = Ids.pathId("team", team);
        return billing.view(billing.look(teamId, Ids.pathId("bill", bill)));
    }

    /** Bills at once what has accrued; 201 with the bill, for SUPER_ADMIN. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Requires(Action.BILL_NOW)
    public Response bill(@PathParam("teamId") String team, @Context HttpHeaders headers) {
        Billing.Made made = billing.now(Ids.pathId("team", team), IdempotencyKey.of(headers));
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(billing.view(made.bill()));
        return IdempotencyKey.replayed(answer, made.replayed()).build();
    }
}
