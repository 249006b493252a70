package com.wevion.credits.approval;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.AuditEvent;
import com.wevion.credits.trail.PersonalValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that was asked for. Public because the server's proxies need it.
 *
 * @param teamId null for what is about no team
 * @param request the JSON of what is done when it is approved
 * @param askedBy null for a service
 * @param expiresAt the time after which nobody can approve it any more
 * @param endsAt the time at which what was approved ends by itself; null for what stays
 * @param endedAt the time at which it did
 */
public record Approval(
        UUID approvalId,
        ApprovalKind kind,
        UUID teamId,
        @JsonRawValue String request,
        String reason,
        ApprovalState state,
        UUID askedBy,
        Instant askedAt,
        Instant expiresAt,
        UUID decidedBy,
        Instant decidedAt,
        String decisionReason,
        Instant endsAt,
        Instant endedAt) {

    static Approval read(ResultSet row) throws SQLException {
        return new Approval(
                Sql.uuid(row, "id"),
                ApprovalKind.valueOf(row.getString("kind")),
                Sql.uuid(row, "team_id"),
                row.getString("request"),
                row.getString("reason"),
                ApprovalState.valueOf(row.getString("state")),
                Sql.uuid(row, "asked_by"),
                Sql.instant(row, "asked_at"),
                Sql.instant(row, "expires_at"),
                Sql.uuid(row, "decided_by"),
                Sql.instant(row, "decided_at"),
                row.getString("decision_reason"),
                Sql.instant(row, "ends_at"),
                Sql.instant(row, "ended_at"));
    }

    /** The request, as the kind has it. */
    public <T> T wanted(Class<T> type) {
        return Json.stored(request, type);
    }

    /** The person for whom it is: the one whom the request names, or else the one who asked; empty for a team of which a service asks something. */
    @JsonIgnore
    public Optional<UUID> person() {
        JsonNode named = Json.stored(request, JsonNode.class).path("userId");
        return Optional.ofNullable(named.isTextual() ? UUID.fromString(named.asText()) : askedBy);
    }

    boolean isDecided(ApprovalState as, UUID by) {
        return state == as && by.equals(decidedBy);
    }

    AuditEvent event(AuditAction action, Approval before) {
        return AuditEvent.of(action, "approval", approvalId, before == null ? null : before.recorded(), recorded())
                .in(teamId);
    }

    /** As the audit log has it, with the plain values of what is asked for. */
    private Map<String, Object> recorded() {
        Map<String, Object> fields = new HashMap<>();
        Json.stored(request, JsonNode.class).properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                fields.put(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText());
            }
        });
        fields.put("kind", kind.name());
        fields.put("askedBy", askedBy == null ? null : askedBy.toString());
        fields.put("state", state.name());
        fields.put("reason", PersonalValue.of(askedBy, reason));
        fields.put("decisionReason", PersonalValue.of(askedBy, decisionReason));
        return fields;
    }
}
