package com.wevion.credits.keys;

import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
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

/** The API keys of the platform; for SUPER_ADMIN. */
@ApplicationScoped
@Path("keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Requires(Action.MANAGE_KEYS_OF_THE_PLATFORM)
public class PlatformKeysResource {
    @Inject
    KeyDesk desk;

    /** Makes one; 201 with its secret, which is shown once. */
    @POST
    public Response make(@Context HttpHeaders headers, @NotNull @Valid KeyRequest request) {
        return desk.make(null, request, IdempotencyKey.of(headers));
    }

    /** The newest first, also those that have ended. */
    @GET
    public Page<KeyView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return desk.list(null, limit, cursor);
    }

    /** Makes one in the place of another, which goes on for a while; 201 with the new secret. */
    @POST
    @Path("{keyId}/rotation")
    public Response rotate(
            @PathParam("keyId") String key, @Context HttpHeaders headers, @NotNull @Valid RotationRequest request) {
        return desk.rotate(null, key, request, IdempotencyKey.of(headers));
    }

    /** Ends one at once; asked again, it answers the same. */
    @DELETE
    @Path("{keyId}")
    public void revoke(@PathParam("keyId") String key) {
        desk.revoke(null, key);
    }
}
