package com.wevion.credits.audit.log;

import com.wevion.credits.audit.log.AuditLines.Position;
import com.wevion.credits.platform.http.Page;
import com.wevion.credits.platform.http.Paging;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** Answers with the lines that somebody may see: a page of them, or all as a file that is streamed. */
final class AuditAnswers {
    static final String JSON_LINES = "application/x-ndjson; qs=0.4";

    /** Reads the lines that follow a position. */
    @FunctionalInterface
    interface Reading {
        List<AuditLineView> from(Position position, int max);
    }

    private AuditAnswers() {}

    /** A page, the newest line first. */
    static Page<AuditLineView> page(Reading lines, String limit, String cursor) {
        int size = Paging.limit(limit);
        Position position = Paging.position(cursor, Position.class).orElse(Position.START);
        return Paging.page(lines.from(position, size + 1), size, line -> new Position(line.id()));
    }

    /** All as CSV. */
    static Response csv(Reading lines, int linesAtATime) {
        List<AuditLineView> first = lines.from(Position.START, linesAtATime);
        return file(
                "audit-log.csv",
                output -> AuditFiles.csv(output, first, position -> lines.from(position, linesAtATime)));
    }

    /** All as JSON, one line each. */
    static Response jsonLines(Reading lines, int linesAtATime) {
        List<AuditLineView> first = lines.from(Position.START, linesAtATime);
        return file(
                "audit-log.ndjson",
                output -> AuditFiles.jsonLines(output, first, position -> lines.from(position, linesAtATime)));
    }

    private static Response file(String name, StreamingOutput body) {
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
