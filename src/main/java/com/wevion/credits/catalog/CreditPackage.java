package com.wevion.credits.catalog;

/**
 * Credits that are sold together (S2).
 *
 * @param code STARTER, STANDARD, PRO, …
 * @param creditsMicros the credits that the buyer gets, in micro-credits
 * @param priceNanos the price that the buyer pays, in nano-dollars
 */
public record CreditPackage(String code, long creditsMicros, long priceNanos) {}
