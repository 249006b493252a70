package com.wevion.credits.reconciliation;

import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The beginning and the end of a run, as the audit log has them. */
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

    static AuditEvent ended(Run run) {
        Map<String, Object> after = new HashMap<>();
        after.put("status", run.status().name());
        after.put("problem", run.problem());
        return of(AuditAction.RECONCILIATION_ENDED, run.id(), after);
    }

    private static AuditEvent of(AuditAction action, UUID id, Map<String, ?> after) {
        return AuditEvent.of(action, "reconciliation run", id, null, after);
    }
}
