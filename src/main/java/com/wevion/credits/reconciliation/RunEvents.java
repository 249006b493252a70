package com.wevion.credits.reconciliation;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.Author;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The beginning and the end of a run, as the audit log and events have them. */
final class RunEvents {
    private RunEvents() {}

    static AuditEvent started(UUID id, NewRun wanted) {
        return of(
                AuditAction.RECONCILIATION_STARTED,
                id,
                Map.of(
                        "provider", wanted.provider() == null ? "" : wanted.provider(),
                        "from", wanted.window().from().toString(),
                        "to", wanted.window().to().toString()));
    }

    /** Records that it has ended, for the audit log and for whoever wants to be told. */
    static void record(Sql sql, Run run, Instant now) {
        Map<String, Object> after = new HashMap<>();
        after.put("status", run.status().name());
        after.put("problem", run.problem());
        Author.PLATFORM.record(sql, now, of(AuditAction.RECONCILIATION_ENDED, run.id(), after));
        Map<String, Object> data = new HashMap<>(after);
        data.put("runId", run.id());
        data.put("newBreaks", newBreaks(sql, run.id()));
        Events.record(sql, EventType.RECONCILIATION_ENDED, null, run.id() + " " + now, now, data);
    }

    private static String newBreaks(Sql sql, UUID runId) {
        return sql.first(
                        "SELECT count(*)::text AS number FROM reconciliation_break WHERE first_run = ?",
                        row -> row.getString("number"),
                        runId)
                .orElseThrow();
    }

    private static AuditEvent of(AuditAction action, UUID id, Map<String, ?> after) {
        return AuditEvent.of(action, "reconciliation run", id, null, after);
    }
}
