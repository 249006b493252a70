package com.wevion.credits.identity.key;

import com.wevion.credits.platform.access.Party;
import com.wevion.credits.platform.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A key that is to be made.
 *
 * @param teamId null for a key of the platform
 * @param idempotencyKey unique in the team, or among the platform's
 * @param along told of the key in the transaction that makes it
 */
public record KeyDraft(
        UUID teamId,
        String name,
        List<Party> scopes,
        UUID madeBy,
        Instant expiresAt,
        String idempotencyKey,
        byte[] fingerprint,
        BiConsumer<Sql, ApiKey> along) {}
