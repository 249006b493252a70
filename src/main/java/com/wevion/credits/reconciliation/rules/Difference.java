package com.wevion.credits.reconciliation.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The cause by which a billed amount differs from a recorded one, with its part.
 *
 * @param cause QUANTITY or PRICE
 * @param nanos its part of the difference, 1e-9 of the currency; positive if too much was billed
 */
public record Difference(Cause cause, long nanos) {
    /**
     * A side of a comparison.
     *
     * @param quantity null if it is not known
     * @param nanos 1e-9 of the currency; null if it is not known
     */
    public record Side(BigDecimal quantity, Long nanos) {
        static final Side NOTHING = new Side(BigDecimal.ZERO, 0L);

        /** Both together; a quantity that is not known is none. */
        Side plus(Side other) {
            BigDecimal together = quantity == null ? other.quantity : quantity.add(known(other.quantity));
            return new Side(together, nanos + other.nanos);
        }

        private static BigDecimal known(BigDecimal quantity) {
            return quantity == null ? BigDecimal.ZERO : quantity;
        }

        /** The rest of it; a quantity that is not known of the part is none. */
        Side minus(Side part) {
            return new Side(quantity == null ? null : quantity.subtract(known(part.quantity)), nanos - part.nanos);
        }
    }

    /**
     * The differences beyond the tolerance: none, the quantity, the price of a unit, or both, each with its part.
     *
     * @param unexplained the cause if only the amounts are known
     */
    static List<Difference> between(Side recorded, Side billed, Tolerance tolerance, Cause unexplained) {
        if (recorded.nanos == null) {
            return ofQuantity(recorded, billed, tolerance);
        }
        long total = billed.nanos - recorded.nanos;
        try {
            return between(recorded, billed, total, tolerance, unexplained);
        } catch (ArithmeticException e) {
            // A quantity so far from anything that its price is no amount.
            return List.of(new Difference(Cause.QUANTITY, total));
        }
    }

    private static List<Difference> between(
            Side recorded, Side billed, long total, Tolerance tolerance, Cause unexplained) {
        boolean amountsAgree = Math.abs(total) <= tolerance.of(recorded.nanos);
        if (billed.quantity == null || recorded.quantity == null || recorded.quantity.signum() == 0) {
            return amountsAgree ? List.of() : List.of(new Difference(unexplained, total));
        }
        long expected = priced(billed.quantity, recorded);
        long byQuantity = Math.subtractExact(expected, recorded.nanos);
        boolean quantitiesAgree = Math.abs(byQuantity) <= tolerance.of(recorded.nanos);
        if (amountsAgree && quantitiesAgree) {
            return List.of();
        }
        long byPrice = Math.subtractExact(total, byQuantity);
        boolean pricesAgree = Math.abs(byPrice) <= tolerance.of(expected);
        if (quantitiesAgree && pricesAgree) {
            return List.of(
                    new Difference(Math.abs(byQuantity) > Math.abs(byPrice) ? Cause.QUANTITY : Cause.PRICE, total));
        }
        if (quantitiesAgree) {
            return List.of(new Difference(Cause.PRICE, total));
        }
        return pricesAgree
                ? List.of(new Difference(Cause.QUANTITY, total))
                : List.of(new Difference(Cause.QUANTITY, byQuantity), new Difference(Cause.PRICE, byPrice));
    }

    /** The difference in quantity at the billed price of a unit, if the expected cost is not known. */
    private static List<Difference> ofQuantity(Side recorded, Side billed, Tolerance tolerance) {
        if (recorded.quantity == null || billed.quantity == null) {
            return List.of();
        }
        BigDecimal more = billed.quantity.subtract(recorded.quantity);
        if (more.abs().compareTo(recorded.quantity.multiply(tolerance.terms().share())) <= 0) {
            return List.of();
        }
        return List.of(new Difference(Cause.QUANTITY, billed.quantity.signum() == 0 ? 0 : priced(more, billed)));
    }

    /** The cost of a quantity at a side's price of a unit. */
    private static long priced(BigDecimal quantity, Side side) {
        return quantity.multiply(BigDecimal.valueOf(side.nanos))
                .divide(side.quantity, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
