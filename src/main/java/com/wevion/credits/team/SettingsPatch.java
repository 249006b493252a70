package com.wevion.credits.team;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.wevion.credits.ledger.Unit;

/**
 * The body of {@code PATCH /teams/{teamId}/settings}: what is absent stays as it is. A null would mean neither that nor a
 * value, so it is refused, which is why this is no record: those cannot tell the two apart.
 */
final class SettingsPatch {
    @JsonSetter(nulls = Nulls.FAIL)
    private CreativeFunding creativeFunding;

    @JsonSetter(nulls = Nulls.FAIL)
    private String creativeSpendingLimit;

    @JsonSetter(nulls = Nulls.FAIL)
    private String lowBalanceThreshold;

    @JsonSetter(nulls = Nulls.FAIL)
    private Role minimumPurchaseRole;

    @JsonSetter(nulls = Nulls.FAIL)
    private Boolean autoBill;

    SettingsChange change() {
        return new SettingsChange(
                creativeFunding,
                NonNegative.micros("creativeSpendingLimit", Unit.USD, creativeSpendingLimit),
                NonNegative.micros("lowBalanceThreshold", Unit.CREDITS, lowBalanceThreshold),
                minimumPurchaseRole,
                autoBill);
    }
}
