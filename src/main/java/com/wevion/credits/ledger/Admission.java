package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A hold that was placed; a retry gets the same figures.
 *
 * @param holdId of the first request with this key
 * @param replayed whether this is a retry
 * @param heldUnits what was set aside, which may be less than asked for when the hold is partial
 * @param availableUnits what was left right after it
 */
public record Admission(
        UUID holdId, boolean replayed, long heldUnits, long availableUnits, Instant expiresAt, Instant at) {

    static Admission of(PlacedHold hold) {
        AdmittedWork work = hold.work();
        return new Admission(work.id(), false, work.amountUnits(), hold.availableUnits(), work.expiresAt(), hold.at());
    }

    /** The answer to a request that came again. */
    static Admission again(HoldRecord hold) {
        AdmittedWork work = hold.work();
        return new Admission(
                work.id(), true, work.amountUnits(), hold.availableAfterUnits(), work.expiresAt(), work.admittedAt());
    }

    Admission asReplay() {
        return new Admission(holdId, true, heldUnits, availableUnits, expiresAt, at);
    }
}
