package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.book.HoldRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * A hold that was placed; a retry gets the same figures.
 *
 * @param holdId of the first request with this key
 * @param replayed true if this is the answer to a retry
 * @param heldUnits the amount that was set aside, which may be less than asked for when the hold is partial
 * @param availableUnits the rest right after it
 */
public record Admission(
        UUID holdId, boolean replayed, long heldUnits, long availableUnits, Instant expiresAt, Instant at) {

    /** The answer to a request that came again. */
    public static Admission again(HoldRecord hold) {
        AdmittedWork work = hold.work();
        return new Admission(
                work.id(), true, work.amountUnits(), hold.availableAfterUnits(), work.expiresAt(), work.admittedAt());
    }

    Admission asReplay() {
        return new Admission(holdId, true, heldUnits, availableUnits, expiresAt, at);
    }
}
