package com.wevion.credits.team;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;

/** Amounts that a team sets: decimals of zero or more. */
final class NonNegative {
    private NonNegative() {}

    /**
     * The units of a decimal in a field, null for null.
     *
     * @throws Invalid if it is not a decimal, finer than a unit, too large or negative
     */
    static Long units(String field, Unit unit, String decimal) {
        if (decimal == null) {
            return null;
        }
        long units = unit.parse(field, decimal);
        if (units < 0) {
            throw new Invalid(field, "must not be negative");
        }
        return units;
    }

    /** The decimal of units, null for null. */
    static String decimal(Unit unit, Long units) {
        return units == null ? null : unit.format(units);
    }
}
