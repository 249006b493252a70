package com.wevion.credits.purchase;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.wevion.credits.catalog.CreditPackage;
import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.stripe.Cents;
import java.util.Optional;
import java.util.UUID;

/**
 * A team's automatic top-up as the API shows it. Settings that were never made are null.
 *
 * @param threshold credits; a package is bought when less is available
 * @param maximumPerMonth top-ups in a calendar month, UTC
 * @param maximumUsdPerMonth their greatest total price
 * @param usedThisMonth top-ups begun in this month, paid or pending
 * @param usdThisMonth their total price
 * @param lastPurchaseId the last top-up, whatever its result; null for none
 * @param lastProblem the obstacle; null for none
 */
record TopUpView(
        boolean enabled,
        String threshold,
        @JsonProperty("package") String packageCode,
        Long maximumPerMonth,
        String maximumUsdPerMonth,
        TopUpState state,
        long usedThisMonth,
        String usdThisMonth,
        UUID lastPurchaseId,
        String lastProblem) {

    /** Of a team that has never asked for it. */
    static final TopUpView NEVER_SET =
            new TopUpView(false, null, null, null, null, TopUpState.OFF, 0, Cents.format(0), null, null);

    static TopUpView of(TopUp topUp, Optional<CreditPackage> offered) {
        return new TopUpView(
                topUp.enabled(),
                Unit.CREDITS.format(topUp.thresholdMicros()),
                topUp.packageCode(),
                (long) topUp.maximumPerMonth(),
                Cents.format(topUp.maximumCentsPerMonth()),
                topUp.state(offered),
                topUp.usedThisMonth(),
                Cents.format(topUp.centsThisMonth()),
                topUp.lastPurchaseId(),
                topUp.obstacle(offered));
    }
}
