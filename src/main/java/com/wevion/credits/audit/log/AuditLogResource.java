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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The whole audit log, for operators. */
@ApplicationScoped
@Path("audit-log")
@Requires(Action.READ_THE_AUDIT_LOG)
public class AuditLogResource {
    static final String JSON_LINES = "application/x-ndjson; qs=0.4";

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
        int size = Paging.limit(limit);
        List<AuditLineView> rows = lines.ofAll(filter(team, query), position(cursor), size + 1);
        return Paging.page(rows, size, line -> new Position(line.id()));
    }

    /** All of it as CSV, streamed. */
    @GET
    @Produces(Csv.BESIDE_JSON)
    @LongAnswer
    public Response csv(@QueryParam("teamId") String team, @BeanParam AuditQuery query) {
        AuditFilter filter = filter(team, query);
        List<AuditLineView> first = lines.ofAll(filter, Position.START, linesAtATime);
        return file(
                "audit-log.csv",
                output -> AuditFiles.csv(output, first, from -> lines.ofAll(filter, from, linesAtATime)));
    }

    /** All of it as JSON, one line each, streamed. */
    @GET
    @Produces(JSON_LINES)
    @LongAnswer
    public Response jsonLines(@QueryParam("teamId") String team, @BeanParam AuditQuery query) {
        AuditFilter filter = filter(team, query);
        List<AuditLineView> first = lines.ofAll(filter, Position.START, linesAtATime);
        return file(
                "audit-log.ndjson",
                output -> AuditFiles.jsonLines(output, first, from -> lines.ofAll(filter, from, linesAtATime)));
    }

    private static AuditFilter filter(String team, AuditQuery query) {
        return query.filter().of(team == null ? null : Ids.parse("teamId", team));
    }

    static Position position(String cursor) {
        return Paging.position(cursor, Position.class).orElse(Position.START);
    }

    static Response file(String name, jakarta.ws.rs.core.StreamingOutput body) {
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
