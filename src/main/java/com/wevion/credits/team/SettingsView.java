package com.wevion.credits.team;

import com.wevion.credits.ledger.book.Unit;
import java.util.Map;

/**
 * Settings as the API shows them: the limit in USD, the threshold in credits.
 *
 * @param creativeSpendingLimit the limit that holds: the team's setting, but not more than the ceiling (D21)
 * @param creativeSpendingLimitSet the team's setting, which holds again when the ceiling is raised
 */
record SettingsView(
        CreativeFunding creativeFunding,
        String creativeSpendingLimit,
        String creativeSpendingLimitSet,
        String creativeSpendingCeiling,
        String lowBalanceThreshold,
        int warningPercent,
        Role minimumPurchaseRole,
        boolean autoBill) {
    private static final String LIMIT = "creativeSpendingLimit";

    /** As the audit log has a limit that follows the ceiling. */
    static Map<String, Object> recordedLimit(long nanos) {
        return Map.of(LIMIT, Unit.USD.format(nanos));
    }

    /** As the audit log has it. */
    Map<String, Object> recorded() {
        return Map.of(
                "creativeFunding",
                creativeFunding.name(),
                LIMIT,
                creativeSpendingLimit,
                "creativeSpendingLimitSet",
                creativeSpendingLimitSet,
                "creativeSpendingCeiling",
                creativeSpendingCeiling,
                "lowBalanceThreshold",
                lowBalanceThreshold,
                "warningPercent",
                warningPercent,
                "minimumPurchaseRole",
                minimumPurchaseRole.name(),
                "autoBill",
                autoBill);
    }

    static SettingsView of(TeamSettings settings) {
        CreativeLimit limit = settings.creativeLimit();
        return new SettingsView(
                settings.creativeFunding(),
                Unit.USD.format(limit.nanos()),
                Unit.USD.format(limit.setNanos()),
                Unit.USD.format(limit.ceilingNanos()),
                Unit.CREDITS.format(settings.lowBalanceThresholdMicros()),
                settings.warningPercent(),
                settings.minimumPurchaseRole(),
                settings.autoBill());
    }
}
