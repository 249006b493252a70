package com.wevion.credits.team;

/**
 * What a team can set for itself, and within which ceiling.
 *
 * @param creativeLimit what creative work may accrue to (D1, D21)
 * @param lowBalanceThresholdMicros below it the balance is shown as low, in micro-credits (S13)
 * @param minimumPurchaseRole the lowest role that may buy credits (D12)
 * @param autoBill whether usage is billed, and paid by the saved payment method, when the limit is nearly used up
 */
public record TeamSettings(
        CreativeFunding creativeFunding,
        CreativeLimit creativeLimit,
        long lowBalanceThresholdMicros,
        Role minimumPurchaseRole,
        boolean autoBill) {}
