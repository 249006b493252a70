package com.wevion.credits.audit.log;

import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The lines asked for; null for all.
 *
 * @param objectId of the thing that it was done to
 * @param from the earliest time
 * @param to the time before which they are
 */
record AuditFilter(
        UUID teamId, AuditAction action, Outcome outcome, UUID userId, String objectId, Instant from, Instant to) {
    AuditFilter of(UUID team) {
        return new AuditFilter(team, action, outcome, userId, objectId, from, to);
    }

    /** Conditions on columns of a line, each with its parameter. */
    Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        put(conditions, "team_id = ?", teamId);
        put(conditions, "action = ?", action == null ? null : action.name());
        put(conditions, "outcome = ?", outcome == null ? null : outcome.name());
        put(conditions, "person_id = ?", userId);
        put(conditions, "object_id = ?", objectId);
        put(conditions, "at_epoch_micros >= ?", micros(from));
        put(conditions, "at_epoch_micros < ?", micros(to));
        return conditions;
    }

    private static void put(Map<String, Object> conditions, String condition, Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static Long micros(Instant at) {
        return at == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
