package com.wevion.credits.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Divides an amount between the one or two parts of a piece of work, so that the parts are the amount again. */
record Shares(List<BigInteger> weights) {
    private static final int MAX_PARTS = 2;

    Shares {
        if (weights.isEmpty() || weights.size() > MAX_PARTS) {
            throw new IllegalArgumentException("Parts: " + weights.size());
        }
        weights = List.copyOf(weights);
    }

    /** The first part is rounded half-even, the second gets what is left; where nothing weighs anything, the first gets all. */
    List<Long> of(long amount) {
        BigInteger all = total();
        long first = all.signum() == 0
                ? amount
                : new BigDecimal(weights.get(0).multiply(BigInteger.valueOf(amount)))
                        .divide(new BigDecimal(all), 0, RoundingMode.HALF_EVEN)
                        .longValueExact();
        List<Long> parts = new ArrayList<>(List.of(first));
        if (weights.size() == MAX_PARTS) {
            parts.add(amount - first);
        }
        return parts;
    }

    BigInteger total() {
        return weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
