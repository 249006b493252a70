package com.wevion.credits.event.webhook;

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

/** The webhooks of the platform, which are told of everything; for SUPER_ADMIN. */
@ApplicationScoped
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Requires(Action.MANAGE_WEBHOOKS_OF_THE_PLATFORM)
public class PlatformWebhooksResource {
    @Inject
    WebhookDesk desk;

    /** Makes one; 201 with its secret. */
    @POST
    public Response make(@Context HttpHeaders headers, @NotNull @Valid WebhookRequest wanted) {
        return desk.make(null, wanted, IdempotencyKey.of(headers));
    }

    /** The newest first. */
    @GET
    public Page<WebhookView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return desk.list(null, limit, cursor);
    }

    /** Gives it another secret, which the answer has. */
    @POST
    @Path("{webhookId}/rotation")
    public Response rotate(@PathParam("webhookId") String webhook, @NotNull @Valid WebhookRotation rotation) {
        return desk.rotate(null, webhook, rotation);
    }

    /** Sends nothing more to it. */
    @DELETE
    @Path("{webhookId}")
    public void remove(@PathParam("webhookId") String webhook) {
        desk.remove(null, webhook);
    }

    /** Its deliveries, the newest event first. */
    @GET
    @Path("{webhookId}/deliveries")
    public Page<DeliveryView> deliveries(
            @PathParam("webhookId") String webhook,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return desk.deliveries(null, webhook, state, limit, cursor);
    }

    /** Sends an event again that was delivered or given up. */
    @POST
    @Path("{webhookId}/deliveries/{eventId}/replay")
    @Consumes(MediaType.WILDCARD)
    public void replay(@PathParam("webhookId") String webhook, @PathParam("eventId") String event) {
        desk.replay(null, webhook, event);
    }
}
