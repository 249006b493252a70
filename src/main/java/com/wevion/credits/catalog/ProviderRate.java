package com.wevion.credits.catalog;

import java.time.Instant;

/**
 * What a provider charges us, for reconciliation and margins (D11).
 *
 * @param costNanos cost of {@code unitSize}, in nano-dollars
 * @param effectiveTo exclusive; null while it holds
 */
public record ProviderRate(
        String provider,
        Service service,
        String engine,
        Measure per,
        long unitSize,
        long costNanos,
        Instant effectiveFrom,
        Instant effectiveTo) {}
