package com.wevion.credits.trail;

import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Attempts in the audit log of a test without a server. */
public final class Attempts {
    private Attempts() {}

    /** One that is refused, of somebody who is not known. */
    public static void refused(Sql sql, Instant at, String address) {
        write(sql, Author.Kind.UNKNOWN, null, address, at, Outcome.REFUSED);
    }

    static void write(Sql sql, Author.Kind kind, UUID person, String address, Instant at, Outcome outcome) {
        Author by = new Author(kind, person, null, null, null, List.of(), new Origin(address, null));
        AuditEvent event = AuditEvent.of(
                AuditAction.ACCESS_REFUSED, "operation", "POST /api/v1/keys", null, Map.of("status", 401));
        AuditLine.of(by, at, event, outcome).write(sql);
    }
}
