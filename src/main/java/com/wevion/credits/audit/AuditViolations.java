package com.wevion.credits.audit;

import com.wevion.credits.event.EventType;
import com.wevion.credits.event.Events;
import com.wevion.credits.platform.database.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Violations of the books, told to whoever wants to know. */
public final class AuditViolations {
    private AuditViolations() {}

    /** Tells that a verification has found some, once. */
    static void ofVerification(Sql sql, UUID verificationId, int number, Instant at) {
        tell(sql, verificationId, null, number, at);
    }

    /** Tells that the nightly audit of a run has found some, once. */
    public static void ofRun(Sql sql, UUID runId, int number, Instant at) {
        tell(sql, null, runId, number, at);
    }

    private static void tell(Sql sql, UUID verificationId, UUID runId, int number, Instant at) {
        if (number > 0) {
            Map<String, Object> data = new HashMap<>();
            data.put("verificationId", verificationId);
            data.put("runId", runId);
            data.put("findings", String.valueOf(number));
            String subject = String.valueOf(verificationId == null ? runId : verificationId);
            Events.record(sql, EventType.AUDIT_VIOLATION, null, subject, at, data);
        }
    }
}
