package com.wevion.credits.catalog.publication;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.time.Instants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import jakarta.ws.rs.core.SecurityContext;

/** The price list: everybody signed in reads it, a SUPER_ADMIN adds versions (D11, D12). */
@Path("catalog")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CatalogResource {
    /** The cursor: the list is in the order of versions. */
    private record Position(int version) {}

    @Inject
    Catalog catalog;

    @Inject
    CatalogVersions versions;

    /** The version that holds now, or at {@code at}. */
    @GET
    @Requires(Action.SEE_PRICES)
    public CatalogView show(@QueryParam("at") String at) {
        return CatalogView.of(at == null ? catalog.current() : catalog.at(Instants.parse("at", at)));
    }

    /** All versions, the newest first. */
    @GET
    @Path("versions")
    @Requires(Action.MANAGE_PRICES)
    public Page<VersionSummary> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        int size = Paging.limit(limit);
        int before =
                Paging.position(cursor, Position.class).map(Position::version).orElse(Integer.MAX_VALUE);
        return Paging.page(versions.newestBelow(before, size + 1), size, item -> new Position(item.version()));
    }

    /** A version with all that it has, as it could be published again. */
    @GET
    @Path("versions/{version}")
    @Requires(Action.MANAGE_PRICES)
    public WholeVersion get(@PathParam("version") String version) {
        return versions.whole(number(version));
    }

    /** Withdraws a version that has not taken effect; asked again, it answers the same. */
    @DELETE
    @Path("versions/{version}")
    @Requires(Action.MANAGE_PRICES)
    public void withdraw(@PathParam("version") String version, @Context SecurityContext security) {
        catalog.withdraw(number(version), Identity.of(security).person());
    }

    private static int number(String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw new NotFound("catalogue version");
        }
        return Integer.parseInt(version);
    }

    /** Adds a version; 202 if a second person is needed. */
    @POST
    @Path("versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Action.MANAGE_PRICES)
    public Response publish(
            @NotNull @Valid NewCatalogVersion wanted, @Context HttpHeaders headers, @Context SecurityContext security) {
        Publication by = Publication.of(Identity.of(security).person(), IdempotencyKey.of(headers), wanted);
        return catalog.publish(wanted, by).answer(CatalogResource::published);
    }

    private static Response published(PublishedVersion published) {
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(PublishedView.of(published));
        return IdempotencyKey.replayed(answer, published.replayed()).build();
    }
}
