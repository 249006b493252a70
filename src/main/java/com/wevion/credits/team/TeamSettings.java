package com.wevion.credits.team;

/**
 * The settings that a team makes for itself, and the ceiling for them.
 *
 * @param creativeLimit the limit for unpaid creative work (D1, D21)
 * @param lowBalanceThresholdMicros below it the balance is shown as low, in micro-credits (S13)
 * @param warningPercent of the spending limit, and of a member's cap, from which it counts as nearly used up
 * @param minimumPurchaseRole the lowest role that may buy credits (D12)
 * @param autoBill true if usage is billed, and paid by the saved payment method, when the limit is nearly used up
 */
public record TeamSettings(
        CreativeFunding creativeFunding,
        CreativeLimit creativeLimit,
        long lowBalanceThresholdMicros,
        int warningPercent,
        Role minimumPurchaseRole,
        boolean autoBill) {}
