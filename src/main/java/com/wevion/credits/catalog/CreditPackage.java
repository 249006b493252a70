package com.wevion.credits.catalog;

/**
 * Credits that are sold together (S2).
 *
 * @param code STARTER, STANDARD, PRO, …
 * @param creditsMicros what the buyer gets, in micro-credits
 * @param priceNanos what the buyer pays, in nano-dollars
 */
public record CreditPackage(String code, long creditsMicros, long priceNanos) {}
