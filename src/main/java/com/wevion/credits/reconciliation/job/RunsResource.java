package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.FirstAnswer;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.IdempotencyKey;
import com.wevion.credits.platform.http.LongAnswer;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import com.wevion.credits.reconciliation.NewRun;
import com.wevion.credits.reconciliation.RunTrigger;
import com.wevion.credits.reconciliation.RunView;
import com.wevion.credits.reconciliation.Runs;
import com.wevion.credits.reconciliation.breaks.BreakState;
import com.wevion.credits.reconciliation.breaks.BreakView;
import com.wevion.credits.reconciliation.breaks.Breaks;
import com.wevion.credits.reconciliation.breaks.BreaksCsv;
import com.wevion.credits.reconciliation.report.Report;
import com.wevion.credits.reconciliation.report.ReportCsv;
import com.wevion.credits.reconciliation.report.Reports;
import com.wevion.credits.reconciliation.rules.Cause;
import com.wevion.credits.reconciliation.rules.Window;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs of the reconciliation, what they found and their reports. */
@ApplicationScoped
@Path("reconciliation/runs")
@Produces(MediaType.APPLICATION_JSON)
@Requires(Action.RECONCILE)
public class RunsResource {
    @Inject
    Reconciliations reconciliations;

    @Inject
    Runs runs;

    @Inject
    RunViews views;

    @Inject
    Breaks breaks;

    @Inject
    Reports reports;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "credits.reconciliation.range.days")
    int maxDays;

    /** Starts a run in the background; 202. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(@Context HttpHeaders headers, @NotNull @Valid RunRequest request) {
        String key = IdempotencyKey.of(headers);
        Runs.Recorded recorded = FirstAnswer.of(
                () -> reconciliations.start(wanted(request, request.window(clock, maxDays), key), caller.author()),
                () -> runs.earlier(wanted(request, request.window(), key)));
        return IdempotencyKey.replayed(
                        Response.accepted(views.view(runs.find(recorded.run().id()))), recorded.replayed())
                .build();
    }

    private NewRun wanted(RunRequest request, Window window, String key) {
        String provider = request.provider() == null ? null : request.provider().toUpperCase(Locale.ROOT);
        return new NewRun(RunTrigger.OPERATOR, provider, window, caller.userId(), key);
    }

    /** The newest first. */
    @GET
    public Page<RunView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return views.page(Paging.limit(limit), cursor);
    }

    /** One, as far as it is. */
    @GET
    @Path("{runId}")
    public RunView get(@PathParam("runId") String run) {
        return views.view(runs.find(id(run)));
    }

    /** Has it end after the piece of work in hand; 202. */
    @POST
    @Path("{runId}/stop")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response stop(@PathParam("runId") String run, @NotNull @Valid RunDecision decision) {
        reconciliations.stop(id(run), caller.author(), decision.reason());
        return Response.accepted(get(run)).build();
    }

    /** Goes on with one that was stopped or has failed; 202. */
    @POST
    @Path("{runId}/restart")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response restart(@PathParam("runId") String run, @NotNull @Valid RunDecision decision) {
        reconciliations.restart(id(run), caller.author(), decision.reason());
        return Response.accepted(get(run)).build();
    }

    /** Gives up one that was stopped or has failed, for good. */
    @POST
    @Path("{runId}/abandon")
    @Consumes(MediaType.APPLICATION_JSON)
    public RunView abandon(@PathParam("runId") String run, @NotNull @Valid RunDecision decision) {
        reconciliations.abandon(id(run), caller.author(), decision.reason());
        return get(run);
    }

    /** The report of a completed run. */
    @GET
    @Path("{runId}/report")
    public Report report(@PathParam("runId") String run) {
        return reports.of(runs.find(id(run)).id());
    }

    /** The same as a table of figures. */
    @GET
    @Path("{runId}/report")
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response reportAsCsv(@PathParam("runId") String run) {
        Report report = reports.of(runs.find(id(run)).id());
        return csv(output -> ReportCsv.write(report, output), "report");
    }

    /** The breaks of a run, by provider, cause and key. */
    @GET
    @Path("{runId}/breaks")
    public Page<BreakView> breaks(
            @PathParam("runId") String run,
            @QueryParam("cause") String cause,
            @QueryParam("state") String state,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return breaks.page(
                runs.find(id(run)).id(),
                value("cause", cause, Cause.class),
                value("state", state, BreakState.class),
                Paging.limit(limit),
                cursor);
    }

    /** All of them as CSV, streamed. */
    @GET
    @Path("{runId}/breaks")
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response breaksAsCsv(
            @PathParam("runId") String run, @QueryParam("cause") String cause, @QueryParam("state") String state) {
        UUID runId = runs.find(id(run)).id();
        Cause wanted = value("cause", cause, Cause.class);
        BreakState in = value("state", state, BreakState.class);
        Page<BreakView> first = breaks.page(runId, wanted, in, Paging.MAXIMUM_LIMIT, null);
        return csv(
                output -> BreaksCsv.write(
                        output, first, next -> breaks.page(runId, wanted, in, Paging.MAXIMUM_LIMIT, next)),
                "breaks");
    }

    private static Response csv(StreamingOutput body, String name) {
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .build();
    }

    private static UUID id(String run) {
        return Ids.pathId("reconciliation run", run);
    }

    private static <E extends Enum<E>> E value(String field, String text, Class<E> type) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Invalid(field, "must be one of " + Arrays.toString(type.getEnumConstants())));
    }
}
