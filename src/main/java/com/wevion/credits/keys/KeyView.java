package com.wevion.credits.keys;

import com.wevion.credits.identity.key.ApiKey;
import com.wevion.credits.platform.access.Party;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A key in an answer, without its secret.
 *
 * @param makerLeft true if the person who made a team's key has left the team since, or may not make keys there any more
 */
record KeyView(
        UUID keyId,
        UUID teamId,
        String name,
        List<String> scopes,
        String beginning,
        State state,
        UUID madeBy,
        boolean makerLeft,
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

    static KeyView of(ApiKey key, boolean makerLeft, Instant now) {
        return new KeyView(
                key.id(),
                key.teamId(),
                key.name(),
                key.scopes().stream().map(Party::text).toList(),
                key.beginning(),
                key.isActive(now) ? State.ACTIVE : key.isRevoked() ? State.REVOKED : State.EXPIRED,
                key.madeBy(),
                makerLeft,
                key.madeAt(),
                key.expiresAt(),
                key.replaces(),
                key.revokedBy(),
                key.revokedAt(),
                key.usedAt(),
                key.usedFrom());
    }
}
