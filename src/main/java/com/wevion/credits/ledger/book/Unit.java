package com.wevion.credits.ledger.book;

import com.wevion.credits.platform.Invalid;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The currency of an account, and how its amounts are written: as decimals outside, as whole units within (see the package). */
public enum Unit {
    CREDITS("credits", 6),
    USD("USD", 9);

    /** The largest amount that is taken in or given out, either sign: a billion dollars. */
    public static final long LARGEST_UNITS = 1_000_000_000_000_000_000L;

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,12})(\\.[0-9]{1,9})?");

    private final String code;
    private final int decimals;

    Unit(String code, int decimals) {
        this.code = code;
        this.decimals = decimals;
    }

    /** The name in JSON: {@code credits} or {@code USD}. */
    public String code() {
        return code;
    }

    /** The amount as a plain decimal without trailing zeros, for example {@code 0.0075}. */
    public String format(long units) {
        if (units == 0) {
            return "0";
        }
        return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
    }

    /**
     * The amount in a field of a request, as {@link #parse(String)}.
     *
     * @throws Invalid that names the field and says what is wrong
     */
    public long parse(String field, String decimal) {
        try {
            return parse(decimal);
        } catch (IllegalArgumentException e) {
            throw new Invalid(field, e.getMessage());
        }
    }

    /**
     * The amount of a plain decimal, in units.
     *
     * @throws IllegalArgumentException if the text is not a plain decimal, is finer than a unit, or larger than
     *     {@link #LARGEST_UNITS}; the message says which
     */
    public long parse(String decimal) {
        if (!DECIMAL.matcher(decimal).matches()) {
            throw new IllegalArgumentException("must be a decimal number such as \"12.5\"");
        }
        BigDecimal units = new BigDecimal(decimal).movePointRight(decimals).stripTrailingZeros();
        if (units.scale() > 0) {
            throw new IllegalArgumentException("must have at most " + decimals + " decimals");
        }
        if (units.abs().compareTo(BigDecimal.valueOf(LARGEST_UNITS)) > 0) {
            throw new IllegalArgumentException("must be at most " + format(LARGEST_UNITS));
        }
        return units.longValueExact();
    }
}
