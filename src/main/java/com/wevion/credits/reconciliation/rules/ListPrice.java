package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The list price of a SKU that is not the one by which the same work is costed if nobody tells its cost.
 *
 * @param nanos of one, 1e-9 of the currency
 * @param usualNanos of one by which the work is costed
 */
public record ListPrice(BigDecimal nanos, BigDecimal usualNanos) {
    /** The price of one of the work whose cost was not told, in the relation of both prices. */
    BigDecimal insteadOf(BigDecimal costedNanos) {
        return usualNanos.signum() == 0
                ? nanos
                : costedNanos.multiply(nanos).divide(usualNanos, MathContext.DECIMAL128);
    }
}
