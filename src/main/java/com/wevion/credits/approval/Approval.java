package com.wevion.credits.approval;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.wevion.credits.ledger.book.AccountKind;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.json.Json;
import com.wevion.credits.trail.PersonalValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Something that was asked for. Public because the server's proxies need it.
 *
 * @param request the JSON of what is done when it is approved
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

    /** A higher cap, in the account's unit. */
    record Raise(AccountKind account, String monthlyCap, Instant until) {}

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

    Raise raise() {
        return Json.stored(request, Raise.class);
    }

    /** As the audit log has it. */
    Map<String, Object> recorded() {
        Raise raise = raise();
        Map<String, Object> fields = new HashMap<>();
        fields.put("kind", kind.name());
        fields.put("askedBy", askedBy.toString());
        fields.put("account", raise.account().name());
        fields.put("monthlyCap", raise.monthlyCap());
        fields.put("until", raise.until() == null ? null : raise.until().toString());
        fields.put("state", state.name());
        fields.put("reason", PersonalValue.of(askedBy, reason));
        fields.put("decisionReason", PersonalValue.of(askedBy, decisionReason));
        return fields;
    }
}
