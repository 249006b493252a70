package com.wevion.credits.catalog.publication;

import com.wevion.credits.ledger.book.Unit;
import com.wevion.credits.platform.Invalid;
import java.util.Arrays;

/** Reads amounts and units of a publication. */
final class Amounts {

    private Amounts() {}

    /**
     * A decimal in units of {@code unit}.
     *
     * @throws Invalid if it is not a plain decimal that the unit can hold
     */
    static long parse(String field, Unit unit, String decimal) {
        try {
            return unit.parse(decimal);
        } catch (IllegalArgumentException notAnAmount) {
            throw new Invalid(field, "must be a plain decimal in " + unit.code());
        }
    }

    static Unit unit(String field, String code) {
        return Arrays.stream(Unit.values())
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Invalid(field, "must be credits or USD"));
    }
}
