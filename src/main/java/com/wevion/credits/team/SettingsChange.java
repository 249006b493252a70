package com.wevion.credits.team;

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
        Role minimumPurchaseRole,
        Boolean autoBill) {

    /**
     * A ceiling that the platform sets for a team (D21).
     *
     * @param nanos nano-dollars; null for that of the setting, which holds for teams without their own
     */
    record Ceiling(Long nanos) {}
}
