package com.wevion.credits.invoice;

import com.wevion.credits.invoice.format.filter.RowFilter;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.LongBody;
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
import java.io.InputStream;
import java.util.List;
import java.util.UUID;

/** Files of providers. */
@ApplicationScoped
@Path("reconciliation/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class InvoicesResource {
    @Inject
    Imports imports;

    @Inject
    RefusedImports refusedImports;

    @Inject
    Caller caller;

    /** Takes in a file, while it comes; 202. */
    @POST
    @LongBody("credits.reconciliation.file.max.bytes")
    @Consumes({"text/csv", "application/json", "application/gzip", "application/zip", "application/octet-stream"})
    @Costly(Costly.Kind.IMPORT)
    public Response take(
            @Context HttpHeaders headers,
            @QueryParam("provider") String provider,
            @QueryParam("format") String format,
            @QueryParam("supersedes") List<String> supersedes,
            @QueryParam("fileName") String fileName,
            @QueryParam("only") String only,
            InputStream file) {
        ImportRequest request = ImportRequest.ofSender(
                provider,
                ImportRequest.format(format),
                Supersede.of(supersedes.isEmpty() ? null : String.join(",", supersedes)),
                fileName,
                RowFilter.of(only),
                caller.userId(),
                IdempotencyKey.of(headers));
        Imports.Taken taken = imports.take(request, file, headers.getLength(), caller.author());
        return IdempotencyKey.replayed(Response.accepted(taken.view()), taken.replayed())
                .build();
    }

    /** The newest first, without their refused rows. */
    @GET
    public Page<ImportView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return imports.page(Paging.limit(limit), cursor);
    }

    /** One, as far as it is. */
    @GET
    @Path("{importId}")
    public ImportView get(@PathParam("importId") String importId) {
        return imports.of(Ids.pathId("import", importId));
    }

    /** Notes that a refused file is not needed. */
    @POST
    @Path("{importId}/dismissal")
    @Consumes(MediaType.APPLICATION_JSON)
    public ImportView dismiss(
            @PathParam("importId") String importId, @NotNull @Valid RefusedImports.ImportDismissal dismissal) {
        UUID id = Ids.pathId("import", importId);
        refusedImports.dismiss(id, dismissal.reason(), caller.author());
        return imports.of(id);
    }
}
