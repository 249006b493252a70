package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Sets an amount aside for work that is about to start (D4).
 *
 * @param holdId the id of the chat message or job, new
 * @param idempotencyKey the caller's key, unique per team and kind for ever
 * @param fingerprint of the request, to tell a retry from another request with the same key
 * @param userId the person who causes the work
 * @param amountUnits what the work is expected to cost
 * @param partial true to set aside what is available, if it is anything (D6); false for all or nothing (D7)
 * @param memberCapUnits the person's monthly cap on this account (D13); null for none
 * @param expiresAt when the hold is released by itself
 * @param terms JSON text: what is agreed now and applied at settlement (D9)
 * @param companion rows to be committed with the hold; null for none
 */
public record Hold(
        UUID holdId,
        long accountId,
        UUID teamId,
        HoldKind kind,
        String idempotencyKey,
        byte[] fingerprint,
        UUID userId,
        long amountUnits,
        boolean partial,
        Long memberCapUnits,
        Instant expiresAt,
        String terms,
        Companion companion)
        implements Operation {

    /** @throws IllegalArgumentException if the amount is negative or too large */
    public Hold {
        Operation.requireAmount(amountUnits);
    }

    @Override
    public Object identity() {
        return identity(teamId, kind, idempotencyKey);
    }

    static Object identity(UUID teamId, HoldKind kind, String idempotencyKey) {
        return new ByKey(teamId, kind, idempotencyKey);
    }

    @Override
    public boolean repeats(Operation other) {
        return other instanceof Hold hold
                && hold.accountId == accountId
                && Objects.equals(hold.memberCapUnits, memberCapUnits)
                && Arrays.equals(hold.fingerprint, fingerprint);
    }

    private record ByKey(UUID teamId, HoldKind kind, String key) {}
}
