package com.wevion.credits.team;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Given;
import com.wevion.credits.platform.Invalid;

/**
 * The body of {@code PATCH /teams/{teamId}/settings}: what is absent stays as it is. A null would mean neither that nor a
 * value, so it is refused, which is why this is no record: those cannot tell the two apart. But the ceiling has a default, to
 * which null takes it back.
 */
final class SettingsPatch {
    @JsonSetter(nulls = Nulls.FAIL)
    private CreativeFunding creativeFunding;

    @JsonSetter(nulls = Nulls.FAIL)
    private String creativeSpendingLimit;

    @JsonSetter
    private Given creativeSpendingCeiling;

    @JsonSetter(nulls = Nulls.FAIL)
    private String lowBalanceThreshold;

    @JsonSetter(nulls = Nulls.FAIL)
    private Integer warningPercent;

    @JsonSetter(nulls = Nulls.FAIL)
    private Role minimumPurchaseRole;

    @JsonSetter(nulls = Nulls.FAIL)
    private Boolean autoBill;

    /** True if it changes a setting that belongs to the platform, not to the team. */
    boolean isForThePlatform() {
        return creativeSpendingCeiling != null;
    }

    SettingsChange change() {
        return new SettingsChange(
                creativeFunding,
                NonNegative.units("creativeSpendingLimit", Unit.USD, creativeSpendingLimit),
                ceiling(),
                NonNegative.units("lowBalanceThreshold", Unit.CREDITS, lowBalanceThreshold),
                percent(),
                minimumPurchaseRole,
                autoBill);
    }

    private Integer percent() {
        if (warningPercent != null && (warningPercent < 1 || warningPercent > 100)) {
            throw new Invalid("warningPercent", "must be a whole number from 1 to 100");
        }
        return warningPercent;
    }

    private SettingsChange.Ceiling ceiling() {
        return creativeSpendingCeiling == null
                ? null
                : new SettingsChange.Ceiling(
                        NonNegative.units("creativeSpendingCeiling", Unit.USD, creativeSpendingCeiling.text()));
    }
}
