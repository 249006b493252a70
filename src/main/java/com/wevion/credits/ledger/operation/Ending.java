package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import java.time.Instant;
import java.util.UUID;

/**
 * A hold that was settled or voided; a repetition gets the same figures.
 *
 * @param replayed true if it had been ended this way before
 * @param chargedUnits the charge, 0 when voided
 * @param shortfallUnits the cost of the work beyond that (D5)
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

    /** The answer to what has ended the hold, and came again. */
    public static Ending again(HoldRecord hold) {
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
