package com.wevion.credits.gateway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The division of a cost by weights, to the last nano-dollar. */
final class CostShares {
    private CostShares() {}

    /** The shares, which add up to the cost; without any weight the first one has all. */
    static List<Long> of(long costNanos, List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Long> shares = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        BigInteger given = BigInteger.ZERO;
        for (BigDecimal weight : weights) {
            sum = sum.add(weight);
            BigInteger until = total.signum() == 0
                    ? BigInteger.valueOf(costNanos)
                    : BigDecimal.valueOf(costNanos)
                            .multiply(sum)
                            .divide(total, 0, RoundingMode.HALF_EVEN)
                            .toBigInteger();
            shares.add(until.subtract(given).longValueExact());
            given = until;
        }
        return shares;
    }
}
