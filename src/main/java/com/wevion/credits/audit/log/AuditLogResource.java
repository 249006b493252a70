package com.wevion.credits.audit.log;

import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import com.wevion.credits.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The whole audit log, for operators. */
@ApplicationScoped
@Path("audit-log")
@Requires(Action.READ_THE_AUDIT_LOG)
public class AuditLogResource {
    @Inject
    AuditLines lines;

    @Inject
    @ConfigProperty(name = "credits.audit.log.export.lines")
    int linesAtATime;

    /** A page, the newest line first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<AuditLineView> list(
            @QueryParam("teamId") String team,
            @BeanParam AuditQuery query,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return AuditAnswers.page(reading(team, query), limit, cursor);
    }

    /** All of it as CSV, streamed. */
    @GET
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response csv(@QueryParam("teamId") String team, @BeanParam AuditQuery query) {
        return AuditAnswers.csv(reading(team, query), linesAtATime);
    }

    /** All of it as JSON, one line each, streamed. */
    @GET
    @Produces(AuditAnswers.JSON_LINES)
    @LongAnswer
    public Response jsonLines(@QueryParam("teamId") String team, @BeanParam AuditQuery query) {
        return AuditAnswers.jsonLines(reading(team, query), linesAtATime);
    }

    private AuditAnswers.Reading reading(String team, AuditQuery query) {
        AuditFilter filter = query.filter().of(team == null ? null : Ids.parse("teamId", team));
        return (position, max) -> lines.ofAll(filter, position, max);
    }
}
