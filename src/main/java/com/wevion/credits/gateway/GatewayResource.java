package com.wevion.credits.gateway;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.LongBody;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.team.Caller;
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
import java.io.InputStream;

/** Work that gateways did without admission. */
@ApplicationScoped
@Path("reconciliation/usage")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class GatewayResource {
    private static final int LONGEST_NAME = 255;

    @Inject
    GatewayImports imports;

    @Inject
    Caller caller;

    /** Takes in a gateway's log; 202. */
    @POST
    @LongBody("credits.reconciliation.usage.max.bytes")
    @Consumes({"text/csv", "application/json", "application/x-ndjson", "application/octet-stream"})
    @Costly(Costly.Kind.IMPORT)
    public Response take(
            @Context HttpHeaders headers,
            @QueryParam("log") String log,
            @QueryParam("fileName") String fileName,
            InputStream body) {
        String key = IdempotencyKey.of(headers);
        GatewayLog wanted = Parameters.constant("log", GatewayLog.class, log);
        if (wanted == null) {
            throw new Invalid("log", "is required");
        }
        if (fileName != null && fileName.length() > LONGEST_NAME) {
            throw new Invalid("fileName", "must be at most " + LONGEST_NAME + " characters");
        }
        try (SpooledFile file = SpooledFile.of(body, headers.getLength())) {
            GatewayImports.Taken taken = imports.take(wanted, fileName, key, file, caller.author());
            return IdempotencyKey.replayed(Response.accepted(taken.view()), taken.replayed())
                    .build();
        }
    }

    /** The newest first, without their refused rows. */
    @GET
    public Page<GatewayImportView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return imports.page(Paging.limit(limit), cursor);
    }

    /** One of them. */
    @GET
    @Path("{importId}")
    public GatewayImportView get(@PathParam("importId") String importId) {
        return imports.of(Ids.pathId("import", importId));
    }
}
