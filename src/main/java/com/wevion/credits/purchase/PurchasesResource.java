package com.wevion.credits.purchase;

import com.wevion.credits.platform.FirstAnswer;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.Costly;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.team.Access;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.AuditLog;
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
import java.util.Map;
import java.util.UUID;

/** The purchases of a team (S17). */
@ApplicationScoped
@Path("teams/{teamId}/purchases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PurchasesResource {
    @Inject
    Access access;

    @Inject
    Purchases purchases;

    @Inject
    GivingUp giveUp;

    @Inject
    AuditLog audit;

    /** Begins one; 201 with the address to pay at. */
    @POST
    @Requires(Action.PURCHASE)
    @Costly(Costly.Kind.CHECKOUT)
    public Response begin(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid PurchaseRequest request) {
        UUID teamId = Ids.pathId("team", team);
        String key = IdempotencyKey.of(headers);
        Purchases.Begun begun = FirstAnswer.of(
                () -> purchases.begin(teamId, request, access.buyer(teamId), key),
                () -> access.person().flatMap(buyer -> purchases.earlier(teamId, request, buyer, key)));
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(PurchaseView.of(begun.purchase()));
        return IdempotencyKey.replayed(answer, begun.replayed()).build();
    }

    /** One as it is now; Stripe is asked about one that is pending. */
    @GET
    @Path("{purchaseId}")
    @Requires(Action.READ_PURCHASES)
    public PurchaseView get(@PathParam("teamId") String team, @PathParam("purchaseId") String purchase) {
        UUID teamId = Ids.pathId("team", team);
        UUID only = access.only().orElse(null);
        return PurchaseView.of(purchases.look(teamId, Ids.pathId("purchase", purchase), only));
    }

    /** Gives one up that is not paid yet; for its buyer, and MANAGER and above. */
    @POST
    @Path("{purchaseId}/cancellation")
    @Consumes(MediaType.WILDCARD)
    @Requires(Action.CANCEL_A_PURCHASE)
    public PurchaseView cancel(@PathParam("teamId") String team, @PathParam("purchaseId") String purchase) {
        UUID teamId = Ids.pathId("team", team);
        UUID only = access.only(teamId, Action.READ_PURCHASES).orElse(null);
        Purchase found = purchases.find(teamId, Ids.pathId("purchase", purchase), only);
        access.canActFor(found.boughtBy());
        Purchase over = giveUp.giveUp(found);
        if (found.status() == PurchaseStatus.PENDING) {
            audit.recordApart(AuditEvent.of(
                            AuditAction.PURCHASE_GIVEN_UP,
                            "purchase",
                            found.id(),
                            Map.of("status", found.status()),
                            Map.of("status", over.status()))
                    .in(teamId));
        }
        return PurchaseView.of(over);
    }

    /** The newest first; a MEDIA_BUYER sees the own ones (D12). */
    @GET
    @Requires(Action.READ_PURCHASES)
    public Page<PurchaseView> list(
            @PathParam("teamId") String team, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        UUID teamId = Ids.pathId("team", team);
        UUID only = access.only().orElse(null);
        Page<Purchase> page = purchases.page(teamId, only, Paging.limit(limit), cursor);
        return new Page<>(page.items().stream().map(PurchaseView::of).toList(), page.nextCursor());
    }
}
