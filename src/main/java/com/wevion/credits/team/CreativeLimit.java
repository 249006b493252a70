package com.wevion.credits.team;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;

/**
 * The limit for unpaid creative work: the team's setting, but not more than the platform's ceiling for it (D21).
 *
 * @param setNanos by the team, in nano-dollars; above a ceiling that was lowered since, it counts as the ceiling
 * @param ceilingNanos nano-dollars
 */
public record CreativeLimit(long setNanos, long ceilingNanos) {
    /** The limit that holds, in nano-dollars. */
    public long nanos() {
        return Math.min(setNanos, ceilingNanos);
    }

    /**
     * Checks that the team may set it.
     *
     * @param field the one that has it
     * @throws Invalid if it is above the ceiling
     */
    public void requireWithinCeiling(String field) {
        if (setNanos > ceilingNanos) {
            throw new Invalid(
                    field, "must not be above the ceiling that the platform has set, " + Unit.USD.format(ceilingNanos));
        }
    }
}
