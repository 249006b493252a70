package com.wevion.credits.catalog;

import java.time.Instant;

/**
 * A provider's price, for reconciliation and margins (D11).
 *
 * @param costNanos cost of {@code unitSize}, in nano-dollars
 * @param effectiveTo exclusive; null while it holds
 * @param sku its name on the provider's invoice; null if it has the engine's name there
 * @param billing the way to charge a part of {@code unitSize}
 */
public record ProviderRate(
        String provider,
        Service service,
        String engine,
        Measure per,
        long unitSize,
        long costNanos,
        Instant effectiveFrom,
        Instant effectiveTo,
        String sku,
        PartialUnits billing) {

    /** A rate by the part used. */
    public ProviderRate(
            String provider,
            Service service,
            String engine,
            Measure per,
            long unitSize,
            long costNanos,
            Instant effectiveFrom,
            Instant effectiveTo,
            String sku) {
        this(
                provider,
                service,
                engine,
                per,
                unitSize,
                costNanos,
                effectiveFrom,
                effectiveTo,
                sku,
                PartialUnits.PRO_RATA);
    }

    /**
     * The provider's cost of a quantity: in proportion to the unit, rounded half-even once, or for each started unit; in nano-dollars.
     *
     * @throws Unpriceable if it does not fit an amount
     */
    public long cost(long quantity) {
        return Money.divide(billing.numerator(quantity, costNanos, unitSize), unitSize);
    }

    boolean holds(Service what, String by, Measure measure, Instant at) {
        return service == what
                && per == measure
                && engine.equals(by)
                && !effectiveFrom.isAfter(at)
                && (effectiveTo == null || effectiveTo.isAfter(at));
    }
}
