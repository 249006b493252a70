package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ends a hold with a charge: the work succeeded (S5). What the hold does not cover is taken from what is available (D5). Refused by
 * {@link HoldEndedOtherwise} if the hold had ended, or its time had passed when the completion came (D8), and by {@link UnknownHold}.
 *
 * @param amountUnits what the work cost; beyond the hold only what is available is charged (D5)
 * @param fingerprint of the completion, to tell a repetition from a contradiction
 * @param completion JSON text that is kept with the hold
 * @param quantity charged quantity in the service's natural unit
 * @param explanation JSON text that is kept with the entry (D9)
 * @param companion rows to be committed with the settlement, which are told what was charged; null for none
 * @param arrivedAt when the completion came: one that came in time counts though it is worked off later; null for now
 */
public record Settle(
        UUID holdId,
        long accountId,
        long amountUnits,
        byte[] fingerprint,
        String completion,
        String service,
        String engine,
        long quantity,
        String explanation,
        Companion<? super Ending> companion,
        Instant arrivedAt)
        implements EndOfHold {

    /** @throws IllegalArgumentException if the amount is negative or too large */
    public Settle {
        Operation.requireAmount(amountUnits);
    }

    /** A completion that comes now. */
    public Settle(
            UUID holdId,
            long accountId,
            long amountUnits,
            byte[] fingerprint,
            String completion,
            String service,
            String engine,
            long quantity,
            String explanation,
            Companion<? super Ending> companion) {
        this(
                holdId,
                accountId,
                amountUnits,
                fingerprint,
                completion,
                service,
                engine,
                quantity,
                explanation,
                companion,
                null);
    }

    @Override
    public boolean hasEnded(HoldRecord hold) {
        return hold.state() == HoldState.SETTLED && Arrays.equals(fingerprint, hold.completionFingerprint());
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Settle settle
                && settle.accountId == accountId
                && Arrays.equals(settle.fingerprint, fingerprint);
    }
}
