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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The audit log of a team, for its OWNER and ADMIN; without the names and addresses of people who never were members. */
@ApplicationScoped
@Path("teams/{teamId}/audit-log")
@Requires(Action.READ_A_TEAMS_AUDIT_LOG)
public class TeamAuditLogResource {
    @Inject
    AuditLines lines;

    @Inject
    @ConfigProperty(name = "credits.audit.log.export.lines")
    int linesAtATime;

    /** A page, the newest line first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Page<AuditLineView> list(
            @PathParam("teamId") String team,
            @BeanParam AuditQuery query,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return AuditAnswers.page(reading(team, query), limit, cursor);
    }

    /** All of it as CSV, streamed. */
    @GET
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response csv(@PathParam("teamId") String team, @BeanParam AuditQuery query) {
        return AuditAnswers.csv(reading(team, query), linesAtATime);
    }

    /** All of it as JSON, one line each, streamed. */
    @GET
    @Produces(AuditAnswers.JSON_LINES)
    @LongAnswer
    public Response jsonLines(@PathParam("teamId") String team, @BeanParam AuditQuery query) {
        return AuditAnswers.jsonLines(reading(team, query), linesAtATime);
    }

    private AuditAnswers.Reading reading(String team, AuditQuery query) {
        UUID teamId = Ids.pathId("team", team);
        AuditFilter filter = query.filter();
        return (position, max) -> lines.ofTeam(teamId, filter, position, max);
    }
}
