package com.wevion.credits.trail;

import com.wevion.credits.identity.Identity;
import com.wevion.credits.platform.database.Sql;
import com.wevion.credits.platform.http.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whoever does something, and from where.
 *
 * @param personId null for a service without one, for the platform itself, and for a caller who is not known
 * @param name null if it is not known
 * @param issuer the address of the issuer; null for the platform itself and for a caller who is not known
 * @param credential the caller's, never a secret: {@code session} with a part of the hash of its id, {@code key} with its beginning, or {@code token};
 *     null for the platform itself and for a caller who is not known
 * @param roles above those in teams
 */
public record Author(
        Kind kind, UUID personId, String name, String issuer, String credential, List<String> roles, Origin origin) {
    /** The kinds of author. */
    public enum Kind {
        PERSON,
        SERVICE,
        /** This service, by itself. */
        PLATFORM,
        /** A caller who is not known. */
        UNKNOWN
    }

    /** The service by itself. */
    public static final Author PLATFORM = new Author(Kind.PLATFORM, null, null, null, null, List.of(), Origin.NOWHERE);

    /** A person of whom nothing but the id is known. */
    public static Author ofPerson(UUID personId) {
        return new Author(Kind.PERSON, personId, null, null, null, List.of(), Origin.NOWHERE);
    }

    /** A caller; null for one who is not known. */
    public static Author of(Identity identity, Origin origin) {
        Origin from = origin.shortened();
        if (identity == null) {
            return new Author(Kind.UNKNOWN, null, null, null, null, List.of(), from);
        }
        List<String> roles = identity.roles().stream().map(Enum::name).sorted().toList();
        Kind kind = roles.contains("SERVICE") || identity.key().isPresent() ? Kind.SERVICE : Kind.PERSON;
        return new Author(
                kind, identity.personId(), identity.name(), identity.issuer(), identity.credential(), roles, from);
    }

    /** Records something in the transaction of these statements; what changes nothing is not recorded. */
    public void record(Sql sql, Instant at, AuditEvent event) {
        if (!event.changesNothing()) {
            AuditLine.of(this, at, event, Outcome.DONE).write(sql);
        }
    }
}
