package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A hold that was settled or voided; a repetition gets the same figures.
 *
 * @param replayed whether it had been ended this way before
 * @param chargedMicros what was charged, 0 when voided
 * @param shortfallMicros what the work cost beyond that (D5)
 * @param balanceMicros right after it
 * @param availableMicros right after it
 */
public record Ending(
        UUID holdId,
        boolean replayed,
        HoldState state,
        long chargedMicros,
        long shortfallMicros,
        long balanceMicros,
        long availableMicros,
        Instant at) {}
