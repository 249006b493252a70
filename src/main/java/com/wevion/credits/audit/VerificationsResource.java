package com.wevion.credits.audit;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
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

/** Runs of the verifier. */
@ApplicationScoped
@Path("ledger/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Requires(Action.PROVE_THE_BOOKS)
public class VerificationsResource {
    @Inject
    Verifications verifications;

    @Inject
    Caller caller;

    /** Starts a run in the background; 202. */
    @POST
    public Response start(@Context HttpHeaders headers, @NotNull @Valid VerificationRequest request) {
        Verifications.Started started =
                verifications.start(request.scope(), caller.author(), IdempotencyKey.of(headers));
        return IdempotencyKey.replayed(Response.accepted(started.verification()), started.replayed())
                .build();
    }

    /** The newest first. */
    @GET
    public Page<Verification> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return verifications.page(Paging.limit(limit), cursor);
    }

    /** One, as far as it is. */
    @GET
    @Path("{id}")
    public Verification get(@PathParam("id") String id) {
        return verifications.of(Ids.pathId("verification", id));
    }
}
