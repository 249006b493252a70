package com.wevion.credits.chat;

import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.operation.Admission;
import com.wevion.credits.platform.FirstAnswer;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.NotFound;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.team.Access;
import com.wevion.credits.team.Feature;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** The chat messages of a team. */
@ApplicationScoped
@Path("teams/{teamId}/chat/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
    @Inject
    Access access;

    @Inject
    Messages messages;

    @Inject
    Horizon horizon;

    /** Asks whether a message may be answered; 201 with its hold, or 402 (S15). */
    @POST
    @Requires(Action.SPEND)
    public Response admit(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid MessageRequest request) {
        UUID teamId = Ids.pathId("team", team);
        String key = IdempotencyKey.of(headers);
        Admission admission = FirstAnswer.of(
                () -> messages.admit(access.spender(teamId, request.userId(), Feature.AI_CHAT), request, key),
                () -> messages.earlier(teamId, access.spendsAs(request.userId()), request, key));
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED).entity(AdmittedMessage.of(admission));
        return IdempotencyKey.replayed(answer, admission.replayed()).build();
    }

    /** Tells how a message ended, for services (D19); the message id is the key, a repetition gets the first answer. */
    @POST
    @Path("{messageId}/completion")
    @Requires(Action.REPORT_A_MESSAGE)
    public FinishedMessage complete(
            @PathParam("teamId") String team,
            @PathParam("messageId") String message,
            @NotNull @Valid MessageCompletion completion) {
        UUID teamId = Ids.pathId("team", team);
        return FinishedMessage.of(messages.complete(teamId, Ids.pathId("chat message", message), completion));
    }

    /** A message as it is now, for services, the person who wrote it, and whoever sees the whole history. */
    @GET
    @Path("{messageId}")
    @Requires(Action.READ_WORK)
    public MessageView get(@PathParam("teamId") String team, @PathParam("messageId") String message) {
        UUID teamId = Ids.pathId("team", team);
        var only = access.only();
        HoldRecord hold = messages.find(teamId, Ids.pathId("chat message", message));
        if (only.isPresent() && !only.get().equals(hold.work().userId())) {
            throw new NotFound("chat message");
        }
        if (hold.work().terms() == null) {
            throw horizon.archived("The chat message");
        }
        return MessageView.of(hold);
    }
}
