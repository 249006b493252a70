package com.wevion.credits.catalog;

import com.wevion.credits.platform.Fingerprint;
import com.wevion.credits.platform.IdempotencyKey;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Instants;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The price list: everybody signed in reads it, a SUPER_ADMIN adds versions (D11, D12). */
@Path("catalog")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CatalogResource {

    @Inject
    Catalog catalog;

    @Inject
    JsonWebToken token;

    /** The version that holds now, or at {@code at}. */
    @GET
    public CatalogView show(@QueryParam("at") String at) {
        return CatalogView.of(at == null ? catalog.current() : catalog.at(Instants.parse("at", at)));
    }

    /** Adds a version. */
    @POST
    @Path("versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("SUPER_ADMIN")
    public Response publish(@NotNull @Valid NewCatalogVersion wanted, @Context HttpHeaders headers) {
        Publication by = new Publication(
                Ids.parse("sub", token.getSubject()),
                IdempotencyKey.of(headers),
                Fingerprint.of("POST /catalog/versions", wanted));
        PublishedVersion published = catalog.publish(wanted, by);
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(CatalogView.of(published.version()));
        return IdempotencyKey.replayed(answer, published.replayed()).build();
    }
}
