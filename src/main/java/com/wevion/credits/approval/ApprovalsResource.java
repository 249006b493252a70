package com.wevion.credits.approval;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
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
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** All that is asked for, in whatever team or none; for super admins. */
@ApplicationScoped
@Path("approvals")
@Requires(Action.DECIDE_ALL_APPROVALS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ApprovalsResource {
    @Inject
    ApprovalDesk desk;

    @Inject
    Approvals approvals;

    /** The newest first. */
    @GET
    public Page<Approval> list(
            @QueryParam("state") String state, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return approvals.page(
                Optional.empty(),
                Optional.empty(),
                Parameters.constant("state", ApprovalState.class, state),
                Paging.limit(limit),
                cursor);
    }

    /** One, with the whole price list if it asks for one. */
    @GET
    @Path("{approvalId}")
    public Approval get(@PathParam("approvalId") String approval) {
        return approvals.get(Optional.empty(), Ids.pathId("approval", approval));
    }

    /** Approves it, and does it; not for the person who asked. */
    @POST
    @Path("{approvalId}/approval")
    @Consumes(MediaType.WILDCARD)
    public Approval approve(@PathParam("approvalId") String approval) {
        return desk.approve(Optional.empty(), Ids.pathId("approval", approval));
    }

    /** Refuses it; not for the person who asked. */
    @POST
    @Path("{approvalId}/refusal")
    public Approval refuse(@PathParam("approvalId") String approval, @NotNull @Valid ApprovalRefusal refusal) {
        return desk.refuse(Optional.empty(), Ids.pathId("approval", approval), refusal.reason());
    }
}
