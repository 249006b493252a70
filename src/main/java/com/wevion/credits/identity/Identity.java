package com.wevion.credits.identity;

import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.Hashes;
import com.wevion.credits.platform.Unauthenticated;
import com.wevion.credits.platform.access.Party;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A caller, as its issuer identifies it.
 *
 * @param issuer the address of the issuer
 * @param subject the issuer's name for the caller; null for a service without one
 * @param personId this service's id of the caller; null without a subject
 * @param name the caller's name, null if it is not known
 * @param until the time at which this ends
 * @param session the session in the browser that this is about; empty for a token of the issuer's own
 * @param key the API key by which the caller is known; empty for everybody else
 */
public record Identity(
        String issuer,
        String subject,
        UUID personId,
        String name,
        Set<PlatformRole> roles,
        Instant until,
        Optional<UUID> session,
        Optional<ApiKey> key)
        implements Principal {
    private static final int HASH_DIGITS = 16;
    private static final String KEYS = "urn:credits:api-keys";

    /** Keeps the roles from being changed. */
    public Identity {
        roles = Set.copyOf(roles);
    }

    /** A caller without an API key. */
    public Identity(
            String issuer,
            String subject,
            UUID personId,
            String name,
            Set<PlatformRole> roles,
            Instant until,
            Optional<UUID> session) {
        this(issuer, subject, personId, name, roles, until, session, Optional.empty());
    }

    /** A machine with an API key, which has the id and the name of the key. */
    static Identity of(ApiKey key) {
        return new Identity(
                KEYS,
                key.id().toString(),
                key.id(),
                key.name(),
                Set.of(),
                key.expiresAt(),
                Optional.empty(),
                Optional.of(key));
    }

    /** The caller, where one is required. */
    public static Identity of(SecurityContext security) {
        return (Identity) security.getUserPrincipal();
    }

    /**
     * The id of the person.
     *
     * @throws Unauthenticated for a service whose token names none
     */
    public UUID person() {
        if (personId == null) {
            throw new Unauthenticated("The token names no person.");
        }
        return personId;
    }

    /** The caller's credential, never a secret: its session, as a part of the hash of its id, the beginning of its key, or a token. */
    public String credential() {
        return session.map(id -> "session " + Hashes.of(id.toString()).substring(0, HASH_DIGITS))
                .or(() -> key.map(known -> "key " + known.beginning()))
                .orElse("token");
    }

    /** True if the caller has this role. */
    public boolean has(PlatformRole role) {
        return roles.contains(role);
    }

    /** The parts that the caller has by its token, as columns of the table of actions. */
    public Stream<Party> parties() {
        return Stream.concat(
                roles.stream().map(PlatformRole::party), key.stream().flatMap(known -> known.parties().stream()));
    }

    /** The same with none but these roles. */
    Identity limitedTo(Set<PlatformRole> grants) {
        Set<PlatformRole> left = roles.stream().filter(grants::contains).collect(Collectors.toSet());
        return new Identity(issuer, subject, personId, name, left, until, session, key);
    }

    /** The same by another name. */
    public Identity called(String otherName) {
        return new Identity(issuer, subject, personId, otherName, roles, until, session, key);
    }

    /** The same in a session, for as long as one of its tokens lasts. */
    Identity in(UUID sessionId, Instant end) {
        return new Identity(issuer, subject, personId, name, roles, end, Optional.of(sessionId), key);
    }

    /** The caller's name for the server, which grants nothing. */
    @Override
    public String getName() {
        return personId == null ? issuer : personId.toString();
    }

    /** The names of these parts, as the server knows them. A team's API key is nothing there. */
    Set<String> groups() {
        return key.filter(known -> !known.isOfThePlatform()).isPresent()
                ? Set.of()
                : parties().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of the roles. */
    Set<String> roleNames() {
        return roles.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Without the name, which may be a person's. */
    @Override
    public String toString() {
        return getName() + " " + roles;
    }
}
