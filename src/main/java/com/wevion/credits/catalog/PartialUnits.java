package com.wevion.credits.catalog;

import java.math.BigInteger;

/** The way to charge a quantity that is not a multiple of a rate's unit size. Both are exact in integers (D3). */
public enum PartialUnits {
    /** By the part used, rounded half-even once on the line total (S10, D3). */
    PRO_RATA {
        @Override
        public BigInteger numerator(long quantity, long priceUnits, long unitSize) {
            return BigInteger.valueOf(quantity).multiply(BigInteger.valueOf(priceUnits));
        }
    },
    /** Each started unit in full (S9). */
    STARTED {
        @Override
        public BigInteger numerator(long quantity, long priceUnits, long unitSize) {
            BigInteger size = BigInteger.valueOf(unitSize);
            BigInteger started = BigInteger.valueOf(quantity)
                    .add(size)
                    .subtract(BigInteger.ONE)
                    .divide(size);
            return started.multiply(BigInteger.valueOf(priceUnits)).multiply(size);
        }
    };

    /** The line total before the division by {@code unitSize}. */
    public abstract BigInteger numerator(long quantity, long priceUnits, long unitSize);
}
