package com.wevion.credits.team;

import com.wevion.credits.ledger.Unit;

/** Settings as the API shows them: the limit in USD, the threshold in credits. */
record SettingsView(
        CreativeFunding creativeFunding,
        String creativeSpendingLimit,
        String lowBalanceThreshold,
        Role minimumPurchaseRole,
        boolean autoBill) {
    static SettingsView of(TeamSettings settings) {
        return new SettingsView(
                settings.creativeFunding(),
                Unit.USD.format(settings.creativeSpendingLimitMicros()),
                Unit.CREDITS.format(settings.lowBalanceThresholdMicros()),
                settings.minimumPurchaseRole(),
                settings.autoBill());
    }
}
