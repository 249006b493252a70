package com.wevion.credits.keys;

import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.access.Party;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A key in an answer, without its secret. */
record KeyView(
        UUID keyId,
        UUID teamId,
        String name,
        List<String> scopes,
        String beginning,
        State state,
        UUID madeBy,
        Instant madeAt,
        Instant expiresAt,
        UUID replaces,
        UUID revokedBy,
        Instant revokedAt,
        Instant lastUsedAt,
        String lastUsedFrom) {

    /** The states of a key. */
    enum State {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    static KeyView of(ApiKey key, Instant now) {
        return new KeyView(
                key.id(),
                key.teamId(),
                key.name(),
                key.scopes().stream().map(Party::text).toList(),
                key.beginning(),
                key.isActive(now) ? State.ACTIVE : key.isRevoked() ? State.REVOKED : State.EXPIRED,
                key.madeBy(),
                key.madeAt(),
                key.expiresAt(),
                key.replaces(),
                key.revokedBy(),
                key.revokedAt(),
                key.usedAt(),
                key.usedFrom());
    }
}
