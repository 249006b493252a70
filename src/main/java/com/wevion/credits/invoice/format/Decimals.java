package com.wevion.credits.invoice.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Numbers as providers write them: {@code 0.0123}, {@code -30.00}, {@code (30.00)}, {@code $10,000.00}, {@code 1,234.5}. What could
 * be read in two ways, such as {@code 1234,56} or {@code 1,234}, is refused.
 */
public final class Decimals {
    private static final int PLACES = 9;
    private static final int LONGEST = 60;
    private static final int MAX_QUANTITY_DIGITS = 18;
    private static final int MAX_EXPONENT = 30;
    /** Nanos of more than this do not fit: about 9.2 thousand million of a currency. */
    private static final BigDecimal MAX_COST = BigDecimal.valueOf(Long.MAX_VALUE, PLACES);

    /** Half a unit of the last decimal by the number of decimals, in 1e-9; of more decimals it is none. */
    private static final long[] HALF_UNITS = {500_000_000, 50_000_000, 5_000_000, 500_000, 50_000, 5_000, 500, 50, 5};

    private static final Pattern PLAIN =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?");
    private static final Pattern ONE_GROUP = Pattern.compile("[0-9]{1,3},[0-9]{3}");

    private Decimals() {}

    /**
     * An amount of money in 1e-9 of its currency, rounded half-even.
     *
     * @param name of the column, for the message
     * @throws RowRefused if it is missing, no number or too large
     */
    public static long nanos(String text, String name) {
        if (text == null) {
            throw new RowRefused(name + " is missing");
        }
        long quick = quickNanos(text);
        return quick == Long.MIN_VALUE ? nanos(decimal(text, name), name) : quick;
    }

    /** As {@link #nanos(String, String)}, of a number. */
    public static long nanos(BigDecimal amount, String name) {
        if (amount.abs().compareTo(MAX_COST) > 0) {
            throw new RowRefused(name + " is out of range: " + shown(amount.toString()));
        }
        return amount.movePointRight(PLACES).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** Half a unit of the last decimal of an amount that {@link #nanos(String, String)} has taken, in 1e-9. */
    static long halfUnitNanos(String amount) {
        int decimals = decimals(amount);
        return decimals < HALF_UNITS.length ? HALF_UNITS[decimals] : 0;
    }

    private static int decimals(String amount) {
        if (amount.indexOf('e') >= 0 || amount.indexOf('E') >= 0) {
            return Math.max(decimal(amount, "amount").scale(), 0);
        }
        int point = amount.indexOf('.');
        int end = point + 1;
        while (point >= 0 && end < amount.length() && Character.isDigit(amount.charAt(end))) {
            end++;
        }
        return point < 0 ? 0 : end - point - 1;
    }

    /** Half of what the last decimal of a number counts, if one of them has a price; in 1e-9. */
    static long halfUnitNanos(BigDecimal number, BigDecimal price) {
        return price.movePointLeft(Math.max(number.scale(), 0))
                .movePointRight(PLACES)
                .divide(BigDecimal.valueOf(2), 0, RoundingMode.FLOOR)
                .longValueExact();
    }

    /** Most amounts are plain and short; {@code Long.MIN_VALUE} for the others. */
    private static long quickNanos(String text) {
        int at = text.charAt(0) == '-' ? 1 : 0;
        int length = text.length();
        if (length - at > 19 || length == at) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        int places = -1;
        int whole = 0;
        for (int index = at; index < length; index++) {
            char c = text.charAt(index);
            if (c == '.' && places < 0 && index > at) {
                places = 0;
            } else if (c < '0' || c > '9' || places == PLACES || (places < 0 && ++whole > PLACES)) {
                return Long.MIN_VALUE;
            } else {
                value = value * 10 + (c - '0');
                places = places < 0 ? places : places + 1;
            }
        }
        for (int place = Math.max(places, 0); place < PLACES; place++) {
            value *= 10;
        }
        return at == 1 ? -value : value;
    }

    /**
     * A number.
     *
     * @throws RowRefused if it is none, or could be read in two ways
     */
    static BigDecimal decimal(String text, String name) {
        if (text.length() > LONGEST) {
            throw new RowRefused(name + " is too long a number: " + shown(text));
        }
        String digits = text;
        boolean negative = digits.startsWith("(") && digits.endsWith(")") || digits.startsWith("-");
        digits = digits.startsWith("(") && negative ? digits.substring(1, digits.length() - 1) : digits;
        digits = digits.startsWith("-") ? digits.substring(1).strip() : digits;
        boolean dollars = digits.startsWith("$");
        digits = dollars ? digits.substring(1).strip() : digits;
        if (GROUPED.matcher(digits).matches()
                && (dollars || !ONE_GROUP.matcher(digits).matches())) {
            digits = digits.replace(",", "");
        }
        boolean signed = negative && (digits.startsWith("-") || digits.startsWith("+"));
        if (signed || !PLAIN.matcher(digits).matches()) {
            throw new RowRefused(name + " is not a number: " + shown(text));
        }
        BigDecimal value = new BigDecimal(digits);
        if (Math.abs(value.scale()) > LONGEST + MAX_EXPONENT || Math.abs(value.precision() - value.scale()) > LONGEST) {
            throw new RowRefused(name + " is out of range: " + shown(text));
        }
        return negative ? value.negate() : value;
    }

    /**
     * A quantity in its natural unit, with at most nine decimal places, rounded half-even.
     *
     * @param factor the number of natural units in the file's unit
     * @throws RowRefused if it is no number, or has more than 18 digits before the point
     */
    static BigDecimal quantity(String text, BigDecimal factor, String name) {
        BigDecimal value = decimal(text, name).multiply(factor);
        if (value.precision() - value.scale() > MAX_QUANTITY_DIGITS) {
            throw new RowRefused(
                    name + " has more than " + MAX_QUANTITY_DIGITS + " digits before the point: " + shown(text));
        }
        return value.scale() > PLACES ? value.setScale(PLACES, RoundingMode.HALF_EVEN) : value;
    }

    private static String shown(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
