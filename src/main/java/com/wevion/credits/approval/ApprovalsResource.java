package com.wevion.credits.approval;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.team.Access;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Requests of the members of a team, and the answers of its OWNER and ADMIN. */
@ApplicationScoped
@Path("teams/{teamId}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApprovalsResource {
    @Inject
    Access access;

    @Inject
    Caller caller;

    @Inject
    Approvals approvals;

    /** A member asks for a higher monthly cap; 201. */
    @POST
    @Requires(Action.ASK_FOR_MORE)
    public Response ask(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid RaiseRequest wanted) {
        UUID teamId = Ids.pathId("team", team);
        String key = IdempotencyKey.of(headers);
        Approvals.Asked asked = approvals.ask(teamId, caller.userId(), wanted, key);
        return IdempotencyKey.replayed(
                        Response.status(Response.Status.CREATED).entity(asked.approval()), asked.replayed())
                .build();
    }

    /** The newest first: all for OWNER and ADMIN, and one's own for the other members. */
    @GET
    @Requires(Action.READ_APPROVALS)
    public Page<Approval> list(
            @PathParam("teamId") String team,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        UUID teamId = Ids.pathId("team", team);
        return approvals.page(
                teamId,
                access.only(),
                Parameters.constant("state", ApprovalState.class, state),
                Paging.limit(limit),
                cursor);
    }

    /** Approves it, and does it; for OWNER and ADMIN, but not for the person who asked. */
    @POST
    @Path("{approvalId}/approval")
    @Requires(Action.DECIDE_APPROVALS)
    @Consumes(MediaType.WILDCARD)
    public Approval approve(@PathParam("teamId") String team, @PathParam("approvalId") String approval) {
        UUID teamId = Ids.pathId("team", team);
        return approvals.approve(teamId, Ids.pathId("approval", approval), caller.userId());
    }

    /** Refuses it; for OWNER and ADMIN, but not for the person who asked. */
    @POST
    @Path("{approvalId}/refusal")
    @Requires(Action.DECIDE_APPROVALS)
    public Approval refuse(
            @PathParam("teamId") String team,
            @PathParam("approvalId") String approval,
            @NotNull @Valid RaiseRefusal refusal) {
        UUID teamId = Ids.pathId("team", team);
        return approvals.refuse(teamId, Ids.pathId("approval", approval), caller.userId(), refusal.reason());
    }
}
