package com.wevion.credits.team;

/** What of the settings is to change; null leaves a setting as it is. */
record SettingsChange(
        CreativeFunding creativeFunding,
        Long creativeSpendingLimitMicros,
        Long lowBalanceThresholdMicros,
        Role minimumPurchaseRole,
        Boolean autoBill) {}
