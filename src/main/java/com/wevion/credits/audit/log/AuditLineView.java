package com.wevion.credits.audit.log;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.wevion.credits.trail.AuditAction;
import com.wevion.credits.trail.Author;
import com.wevion.credits.trail.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A line of the audit log. Personal values are null when they were erased, and when they are not for the reader.
 *
 * @param sequence its number in the chain; null for the few seconds until it has one
 * @param hash of the chain up to it, in hexadecimal
 * @param before JSON of what was there; null for nothing
 * @param after JSON of what is there since; null for nothing
 */
record AuditLineView(
        UUID id,
        Long sequence,
        String hash,
        Instant at,
        AuditAction action,
        Outcome outcome,
        UUID teamId,
        String objectKind,
        String objectId,
        Actor by,
        @JsonRawValue String before,
        @JsonRawValue String after) {

    /** Whoever did it, and from where. */
    record Actor(
            Author.Kind kind,
            UUID userId,
            String name,
            String issuer,
            String credential,
            List<String> roles,
            String address,
            String userAgent) {}
}
