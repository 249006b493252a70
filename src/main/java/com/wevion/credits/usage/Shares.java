package com.wevion.credits.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Divides an amount between the parts of a piece of work, so that the parts are the amount again. */
record Shares(List<BigInteger> weights) {
    Shares {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("There are no parts");
        }
        weights = List.copyOf(weights);
    }

    /**
     * Each part is rounded half-even of what is left for it and those after it, so that the last gets what is left; where nothing weighs
     * anything, the first gets all.
     */
    List<Long> of(long amount) {
        List<Long> parts = new ArrayList<>();
        long left = amount;
        BigInteger after = total();
        for (BigInteger weight : weights) {
            boolean takesAll = after.signum() == 0 && parts.isEmpty();
            long part = takesAll ? left : after.signum() == 0 ? 0 : part(left, weight, after);
            parts.add(part);
            left -= part;
            after = after.subtract(weight);
        }
        return parts;
    }

    private static long part(long amount, BigInteger weight, BigInteger all) {
        return new BigDecimal(weight.multiply(BigInteger.valueOf(amount)))
                .divide(new BigDecimal(all), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    BigInteger total() {
        return weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
