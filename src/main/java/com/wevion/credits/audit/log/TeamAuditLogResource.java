package com.wevion.credits.audit.log;

import com.wevion.credits.audit.log.AuditLines.Position;
import com.wevion.credits.platform.Csv;
import com.wevion.credits.platform.Ids;
import com.wevion.credits.platform.access.Action;
import com.wevion.credits.platform.access.Requires;
import com.wevion.credits.platform.http.LongAnswer;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
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
import java.util.List;
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
        UUID teamId = Ids.pathId("team", team);
        int size = Paging.limit(limit);
        List<AuditLineView> rows = lines.ofTeam(teamId, query.filter(), AuditLogResource.position(cursor), size + 1);
        return Paging.page(rows, size, line -> new Position(line.id()));
    }

    /** All of it as CSV, streamed. */
    @GET
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response csv(@PathParam("teamId") String team, @BeanParam AuditQuery query) {
        UUID teamId = Ids.pathId("team", team);
        AuditFilter filter = query.filter();
        List<AuditLineView> first = lines.ofTeam(teamId, filter, Position.START, linesAtATime);
        return AuditLogResource.file(
                "audit-log.csv",
                output -> AuditFiles.csv(output, first, from -> lines.ofTeam(teamId, filter, from, linesAtATime)));
    }

    /** All of it as JSON, one line each, streamed. */
    @GET
    @Produces(AuditLogResource.JSON_LINES)
    @LongAnswer
    public Response jsonLines(@PathParam("teamId") String team, @BeanParam AuditQuery query) {
        UUID teamId = Ids.pathId("team", team);
        AuditFilter filter = query.filter();
        List<AuditLineView> first = lines.ofTeam(teamId, filter, Position.START, linesAtATime);
        return AuditLogResource.file(
                "audit-log.ndjson",
                output ->
                        AuditFiles.jsonLines(output, first, from -> lines.ofTeam(teamId, filter, from, linesAtATime)));
    }
}
