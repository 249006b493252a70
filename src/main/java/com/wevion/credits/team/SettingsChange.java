package com.wevion.credits.team;

import com.wevion.credits.approval.LimitRaise;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;

/**
 * A change of the settings; null leaves a setting as it is.
 *
 * @param ceiling of the creative spending limit
 */
record SettingsChange(
        CreativeFunding creativeFunding,
        Long creativeSpendingLimitNanos,
        Ceiling ceiling,
        Long lowBalanceThresholdMicros,
        Integer warningPercent,
        Role minimumPurchaseRole,
        Boolean autoBill) {

    /** A change of nothing but the creative spending limit. */
    static SettingsChange ofLimit(long limitNanos) {
        return new SettingsChange(null, limitNanos, null, null, null, null, null);
    }

    /** The creative spending limit after the change. */
    CreativeLimit limitAfter(CreativeLimit before, long defaultCeilingNanos) {
        long setNanos = creativeSpendingLimitNanos == null ? before.setNanos() : creativeSpendingLimitNanos;
        if (ceiling == null) {
            return new CreativeLimit(setNanos, before.ceilingNanos());
        }
        return new CreativeLimit(setNanos, ceiling.nanos() == null ? defaultCeilingNanos : ceiling.nanos());
    }

    /**
     * The request for the limit that a second person has to approve.
     *
     * @throws Invalid if the change is of something else as well
     */
    LimitRaise raise() {
        if (creativeSpendingLimitNanos == null || !equals(ofLimit(creativeSpendingLimitNanos))) {
            throw new Invalid(
                    "creativeSpendingLimit",
                    "would be raised, which a second person has to approve; raise it by itself");
        }
        return new LimitRaise(Unit.USD.format(creativeSpendingLimitNanos), null);
    }

    /**
     * A ceiling that the platform sets for a team (D21).
     *
     * @param nanos nano-dollars; null for that of the setting, which holds for teams without their own
     */
    record Ceiling(Long nanos) {}
}
