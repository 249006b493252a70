package com.wevion.credits.generation;

import com.wevion.credits.catalog.Service;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.FirstAnswer;
import com.wevion.credits.platform.Forbidden;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.platform.http.Parameters;
import com.wevion.credits.team.Access;
import com.wevion.credits.team.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.util.Optional;
import java.util.UUID;

/** The generation jobs of a team. */
@ApplicationScoped
@Path("teams/{teamId}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class JobsResource {

    /** The query parameters of the list. */
    public static class Query {
        @QueryParam("status")
        String status;

        @QueryParam("service")
        String service;

        @QueryParam("engine")
        String engine;

        @QueryParam("userId")
        String userId;

        @QueryParam("limit")
        String limit;

        @QueryParam("cursor")
        String cursor;
    }

    @Inject
    Access access;

    @Inject
    Jobs jobs;

    @Inject
    Cancellations cancellations;

    @Inject
    Dispatcher dispatcher;

    @Inject
    JobHistory history;

    /** Takes a job into the queue; 202 with its hold, or 402 before anything is done (S15). */
    @POST
    @Requires(Action.SPEND)
    public Response submit(
            @PathParam("teamId") String team, @Context HttpHeaders headers, @NotNull @Valid JobOrder order) {
        UUID teamId = Ids.pathId("team", team);
        String key = IdempotencyKey.of(headers);
        Jobs.Queued queued = FirstAnswer.of(
                () -> jobs.submit(access.spender(teamId, order.userId(), Feature.CREATIVE_HUB), order, key),
                () -> jobs.earlier(teamId, access.spendsAs(order.userId()), order, key));
        Response.ResponseBuilder answer =
                Response.status(Response.Status.ACCEPTED).entity(QueuedView.of(queued.admission(), queued.terms()));
        return IdempotencyKey.replayed(answer, queued.admission().replayed()).build();
    }

    /** A job as it is now. */
    @GET
    @Path("{jobId}")
    @Requires(Action.READ_WORK)
    public JobView get(@PathParam("teamId") String team, @PathParam("jobId") String job) {
        UUID teamId = Ids.pathId("team", team);
        Optional<UUID> only = access.only();
        return JobView.of(history.find(teamId, Ids.pathId("job", job), only));
    }

    /** The team's jobs, the newest first; a member without the right to the history sees its own (D12). */
    @GET
    @Requires(Action.READ_WORK)
    public Page<JobView> list(@PathParam("teamId") String team, @BeanParam Query query) {
        UUID teamId = Ids.pathId("team", team);
        Optional<UUID> only = access.only();
        UUID wanted = query.userId == null ? null : Ids.parse("userId", query.userId);
        if (wanted != null && only.isPresent() && !only.get().equals(wanted)) {
            throw new Forbidden("You may see only your own jobs.");
        }
        JobFilter filter = new JobFilter(
                Parameters.constant("status", JobStatus.class, query.status),
                Parameters.constant("service", Service.class, query.service),
                query.engine,
                only.orElse(wanted));
        Page<JobRecord> page = history.page(teamId, filter, Paging.limit(query.limit), query.cursor);
        return new Page<>(page.items().stream().map(JobView::of).toList(), page.nextCursor());
    }

    /** Gives a job up: 200 once it has ended without a charge, 202 while its workers are asked to (D20). */
    @POST
    @Path("{jobId}/cancellation")
    @Consumes(MediaType.WILDCARD)
    @Requires(Action.CANCEL_WORK)
    public Response cancel(@PathParam("teamId") String team, @PathParam("jobId") String job) {
        UUID teamId = Ids.pathId("team", team);
        Optional<UUID> only = access.only(teamId, Action.READ_WORK);
        JobRecord found = history.find(teamId, Ids.pathId("job", job), only);
        access.canActFor(found.userId());
        cancellations.cancel(found);
        dispatcher.signal();
        JobRecord now = history.find(teamId, found.id(), only);
        return switch (now.status()) {
            case CANCELLED -> Response.ok(JobView.of(now)).build();
            case CANCELLING ->
                Response.status(Response.Status.ACCEPTED)
                        .entity(JobView.of(now))
                        .build();
            default -> throw new Conflict("The job has finished: it is " + now.status() + ".");
        };
    }
}
