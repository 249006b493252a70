package com.wevion.credits.audit;

import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** The signed daily checkpoints, and exports to verify them by. */
@ApplicationScoped
@Path("ledger/checkpoints")
@Requires(Action.PROVE_THE_BOOKS)
public class CheckpointsResource {
    @Inject
    Checkpoints checkpoints;

    @Inject
    Export export;

    @Inject
    CheckpointKeys keys;

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<Checkpoint> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return checkpoints.page(Paging.limit(limit), cursor);
    }

    /** The checkpoint of a day. */
    @GET
    @Path("{day}")
    @Produces(MediaType.APPLICATION_JSON)
    public Checkpoint get(@PathParam("day") String day) {
        return checkpoints.of(day);
    }

    /** The checkpoint of a day with all that it covers; with {@code from}, also those since an earlier day. Streamed. */
    @GET
    @Path("{day}/export")
    @Produces("application/x-ndjson")
    @LongAnswer
    public Response export(@PathParam("day") String day, @QueryParam("from") String from) {
        Checkpoint until = checkpoints.of(day);
        Checkpoint first = from == null ? until : checkpoints.from(from, day);
        StreamingOutput body = output -> export.write(first, until.day(), output);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"checkpoint-" + until.day() + ".ndjson\"")
                .build();
    }

    /** The public keys; whoever verifies should have got them another way. */
    @GET
    @Path("key")
    @Produces("application/x-pem-file")
    public String key() {
        return keys.publicPem().orElseThrow(() -> new NotFound("checkpoint key"));
    }
}
