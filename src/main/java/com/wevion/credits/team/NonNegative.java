package com.wevion.credits.team;

import com.wevion.credits.ledger.Unit;
import com.wevion.credits.platform.Invalid;

/** Amounts that a team sets: decimals of zero or more. */
final class NonNegative {
    private NonNegative() {}

    /**
     * The micros of a decimal in a field, null for null.
     *
     * @throws Invalid if it is not a decimal, finer than a micro, too large or negative
     */
    static Long micros(String field, Unit unit, String decimal) {
        if (decimal == null) {
            return null;
        }
        long micros = unit.parse(field, decimal);
        if (micros < 0) {
            throw new Invalid(field, "must not be negative");
        }
        return micros;
    }

    /** The decimal of micros, null for null. */
    static String decimal(Unit unit, Long micros) {
        return micros == null ? null : unit.format(micros);
    }
}
