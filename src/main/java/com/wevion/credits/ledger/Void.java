package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ends a hold without a charge: the work failed or was cancelled (S5).
 *
 * @param fingerprint of the completion, to tell a repetition from a contradiction
 * @param completion JSON text that is kept with the hold
 * @param companion rows to be committed with the end; null for none
 * @param arrivedAt when the completion came: one that came in time counts though it is worked off later; null for now
 */
public record Void(
        UUID holdId, long accountId, byte[] fingerprint, String completion, Companion companion, Instant arrivedAt)
        implements Operation {
    /** A completion that comes now. */
    public Void(UUID holdId, long accountId, byte[] fingerprint, String completion, Companion companion) {
        this(holdId, accountId, fingerprint, completion, companion, null);
    }

    @Override
    public Object identity() {
        return new ById(holdId);
    }

    @Override
    public boolean repeats(Operation other) {
        return other instanceof Void end && end.accountId == accountId && Arrays.equals(end.fingerprint, fingerprint);
    }
}
