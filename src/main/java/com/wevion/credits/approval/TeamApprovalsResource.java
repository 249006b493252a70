package com.wevion.credits.approval;

import com.wevion.credits.identity.CurrentCaller;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
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
import java.util.Optional;
import java.util.UUID;

/** Requests of the members of a team, and the answers of its OWNER and ADMIN. */
@ApplicationScoped
@Path("teams/{teamId}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TeamApprovalsResource {
    @Inject
    CurrentCaller caller;

    @Inject
    ApprovalDesk desk;

    @Inject
    Approvals approvals;

    /** A member asks for more; 201. */
    @POST
    @Requires(Action.ASK_FOR_MORE)
    public Response ask(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid ApprovalRequest wanted) {
        Approvals.Asked asked = desk.ask(Ids.pathId("team", team), wanted, IdempotencyKey.of(headers));
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
        return approvals.page(
                Optional.of(Ids.pathId("team", team)),
                caller.only(),
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
        return desk.approve(Optional.of(Ids.pathId("team", team)), Ids.pathId("approval", approval));
    }

    /** Refuses it; for OWNER and ADMIN, but not for the person who asked. */
    @POST
    @Path("{approvalId}/refusal")
    @Requires(Action.DECIDE_APPROVALS)
    public Approval refuse(
            @PathParam("teamId") String team,
            @PathParam("approvalId") String approval,
            @NotNull @Valid ApprovalRefusal refusal) {
        UUID teamId = Ids.pathId("team", team);
        return desk.refuse(Optional.of(teamId), Ids.pathId("approval", approval), refusal.reason());
    }
}
