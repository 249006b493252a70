package com.wevion.credits.catalog;

import com.wevion.credits.ledger.book.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The one rounding of a price (D3): half-even, on the line total. */
final class Money {

    /** The name of the rounding, as it is pinned with terms and shown in explanations. */
    static final String ROUNDING = "HALF_EVEN";

    private Money() {}

    /**
     * {@code numerator / denominator} in units.
     *
     * @throws Unpriceable if the result does not fit an amount
     */
    static long divide(BigInteger numerator, long denominator) {
        try {
            long units = new BigDecimal(numerator)
                    .divide(BigDecimal.valueOf(denominator), 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
            if (units <= Unit.LARGEST_UNITS) {
                return units;
            }
        } catch (ArithmeticException tooLarge) {
            // Refused below, like everything that is too large.
        }
        throw new Unpriceable("The price is too large.");
    }

    /** True if the division leaves nothing to round. */
    static boolean isExact(BigInteger numerator, long denominator) {
        return numerator.mod(BigInteger.valueOf(denominator)).signum() == 0;
    }
}
