package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;

/**
 * The differences that are none. Amounts are 1e-9 of the currency.
 *
 * @param leastNanos tolerated of any amount
 * @param roundedNanos tolerated besides, since the file rounds
 */
record Tolerance(ComparisonTerms terms, long leastNanos, long roundedNanos) {
    /** For the sums of a day. */
    static Tolerance ofSums(ComparisonTerms terms) {
        return new Tolerance(terms, terms.toleranceNanos(), 0);
    }

    /** For a single request, most of which cost less than a cent (D23). */
    static Tolerance ofRequest(ComparisonTerms terms, long allowanceNanos) {
        return new Tolerance(terms, 0, allowanceNanos);
    }

    /** The largest difference from an amount that is none. */
    long of(long nanos) {
        return Math.max(Math.abs(terms.shareOf(nanos)), leastNanos) + roundedNanos;
    }

    /** True if an amount is as good as another one. */
    boolean agrees(long nanos, long otherNanos) {
        return Math.abs(otherNanos - nanos) <= of(nanos);
    }

    /** True if there is no more of a quantity than there should be. */
    boolean isWithin(BigDecimal quantity, BigDecimal expected) {
        return quantity.compareTo(expected.add(expected.multiply(terms.share()))) <= 0;
    }
}
