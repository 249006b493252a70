package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ends a hold without a charge: the work failed or was cancelled (S5). Refused as {@link Settle} is.
 *
 * @param fingerprint of the completion, to tell a repetition from a contradiction
 * @param completion JSON text that is kept with the hold
 * @param companion rows to be committed with the end; null for none
 * @param arrivedAt when the completion came: one that came in time counts though it is worked off later; null for now
 */
public record Void(
        UUID holdId, long accountId, byte[] fingerprint, String completion, Companion<? super Ending> companion, Instant arrivedAt)
        implements EndOfHold {
    /** A completion that comes now. */
    public Void(UUID holdId, long accountId, byte[] fingerprint, String completion, Companion<? super Ending> companion) {
        this(holdId, accountId, fingerprint, completion, companion, null);
    }

    @Override
    public boolean hasEnded(HoldRecord hold) {
        return hold.state() == HoldState.VOIDED && Arrays.equals(fingerprint, hold.completionFingerprint());
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Void end && end.accountId == accountId && Arrays.equals(end.fingerprint, fingerprint);
    }
}
