package com.wevion.credits.reconciliation.ignored;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.team.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The SKUs and accounts that are left out of the comparison. */
@ApplicationScoped
@Path("reconciliation/ignored")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class IgnoredResource {
    @Inject
    IgnoredCharges charges;

    @Inject
    Caller caller;

    /** By provider and name. */
    @GET
    public Page<Ignored> list(
            @QueryParam("provider") String provider,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return charges.page(provider, Paging.limit(limit), cursor);
    }

    /** Leaves a SKU or account out, or changes the reason; it is its own key. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Ignored ignore(@NotNull @Valid IgnoreRequest request) {
        return charges.ignore(request, caller.author());
    }

    /** Compares one again. */
    @DELETE
    public void compareAgain(
            @QueryParam("provider") String provider, @QueryParam("what") String what, @QueryParam("name") String name) {
        IgnoredBy by = Parameters.constant("what", IgnoredBy.class, required("what", what));
        charges.compareAgain(required("provider", provider), by, required("name", name), caller.author());
    }

    private static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new Invalid(field, "is required");
        }
        return value;
    }

    /** The changes with their authors, the newest first. */
    @GET
    @Path("changes")
    public Page<IgnoredChange> changes(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return charges.changes(Paging.limit(limit), cursor);
    }
}
