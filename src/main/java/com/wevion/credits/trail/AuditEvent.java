package com.wevion.credits.trail;

import java.util.Map;
import java.util.UUID;

/**
 * Something that was done, or tried, as it is recorded.
 *
 * @param teamId the team that it is about; null for none
 * @param objectKind as in {@code member}
 * @param objectId null if the kind has only one
 * @param before the object as it was, by field; null if it was not there. A value is a text, a number, a truth value, a list of texts, null, or a
 *     {@link PersonalValue}
 * @param after the object as it is; null if it is gone
 */
public record AuditEvent(
        AuditAction action,
        UUID teamId,
        String objectKind,
        String objectId,
        Map<String, ?> before,
        Map<String, ?> after) {

    /** Something that is done to a team. */
    public static AuditEvent ofTeam(AuditAction action, UUID teamId, Map<String, ?> before, Map<String, ?> after) {
        return new AuditEvent(action, teamId, "team", teamId.toString(), before, after);
    }

    /** Something that is done to something else than a team. */
    public static AuditEvent of(
            AuditAction action, String objectKind, Object objectId, Map<String, ?> before, Map<String, ?> after) {
        return new AuditEvent(action, null, objectKind, String.valueOf(objectId), before, after);
    }

    /** The same, which is about a team. */
    public AuditEvent in(UUID team) {
        return new AuditEvent(action, team, objectKind, objectId, before, after);
    }

    /** True if there is nothing after that was not there before. */
    boolean changesNothing() {
        return before != null && before.equals(after);
    }
}
