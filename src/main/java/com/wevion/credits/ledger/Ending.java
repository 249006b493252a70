package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A hold that was settled or voided; a repetition gets the same figures.
 *
 * @param replayed whether it had been ended this way before
 * @param chargedUnits what was charged, 0 when voided
 * @param shortfallUnits what the work cost beyond that (D5)
 * @param balanceUnits right after it
 * @param availableUnits right after it
 */
public record Ending(
        UUID holdId,
        boolean replayed,
        HoldState state,
        long chargedUnits,
        long shortfallUnits,
        long balanceUnits,
        long availableUnits,
        Instant at) {

    static Ending of(EndedHold end) {
        return new Ending(
                end.work().id(),
                false,
                end.how().state(),
                end.how().chargedUnits(),
                end.how().shortfallUnits(),
                end.balanceUnits(),
                end.availableUnits(),
                end.at());
    }

    /** The answer to what has ended the hold, and came again. */
    static Ending again(HoldRecord hold) {
        return new Ending(
                hold.work().id(),
                true,
                hold.state(),
                hold.chargedUnits(),
                hold.shortfallUnits(),
                hold.balanceAtEndUnits(),
                hold.availableAtEndUnits(),
                hold.endedAt());
    }

    Ending asReplay() {
        return new Ending(holdId, true, state, chargedUnits, shortfallUnits, balanceUnits, availableUnits, at);
    }
}
