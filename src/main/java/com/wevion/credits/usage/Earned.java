package com.wevion.credits.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The charges to teams for some work, less the charges expected from its providers. Margins are of the work whose cost is known; the
 * charges for the rest are a figure of their own and in no margin. All amounts are USD; a credit is worth a thousandth of a dollar (D3).
 *
 * @param records their number: a chat message has two
 * @param charged for all of them
 * @param chargedUncosted the part of it for work whose cost is unknown
 * @param cost of the others, also of work that failed or came too late and was not charged
 * @param uncosted the number of records whose cost is unknown; a chat message is such a one if that of its input or its output is
 */
public record Earned(long records, BigDecimal charged, BigDecimal chargedUncosted, BigDecimal cost, long uncosted) {
    /** Nothing at all. */
    public static final Earned NOTHING = new Earned(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

    private static final int PERCENT_DECIMALS = 2;

    /** Both together. */
    public Earned plus(Earned other) {
        return new Earned(
                records + other.records,
                charged.add(other.charged),
                chargedUncosted.add(other.chargedUncosted),
                cost.add(other.cost),
                uncosted + other.uncosted);
    }

    private BigDecimal chargedCosted() {
        return charged.subtract(chargedUncosted);
    }

    /** The margin; negative if more is paid than earned; empty if no cost is known. */
    public Optional<BigDecimal> margin() {
        return records == uncosted
                ? Optional.empty()
                : Optional.of(chargedCosted().subtract(cost));
    }

    /** The margin in percent of what it is of, rounded half-even to two decimals; empty without one, or if nothing was charged. */
    public Optional<BigDecimal> percent() {
        return chargedCosted().signum() == 0
                ? Optional.empty()
                : margin().map(left ->
                        left.movePointRight(2).divide(chargedCosted(), PERCENT_DECIMALS, RoundingMode.HALF_EVEN));
    }

    /** True if the work whose cost is known was sold for less than that; false if no cost is known. */
    public boolean belowCost() {
        return chargedCosted().compareTo(cost) < 0;
    }
}
