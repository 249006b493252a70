package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * Ends a hold with a charge: the work succeeded (S5).
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
        Companion companion,
        Instant arrivedAt)
        implements Operation {

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
            Companion companion) {
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
    public Object identity() {
        return new ById(holdId);
    }

    @Override
    public boolean repeats(Operation other) {
        return other instanceof Settle settle
                && settle.accountId == accountId
                && Arrays.equals(settle.fingerprint, fingerprint);
    }
}
