package com.wevion.credits.generation;

import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** Completions of workers that have no JMS. */
@ApplicationScoped
@Path("jobs/{jobId}/completion")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CompletionsResource {

    @Inject
    Completions completions;

    @Inject
    Clock clock;

    /** Ends a job, for services (D19); the job id is the key, a repetition gets the first answer. */
    @POST
    @Requires(Action.REPORT_A_JOB)
    public CompletedView complete(@PathParam("jobId") String job, @NotNull Completion completion) {
        return CompletedView.of(completions.complete(completion.of(Ids.pathId("job", job)), clock.instant()));
    }
}
