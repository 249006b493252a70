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
        Instant at) {}
