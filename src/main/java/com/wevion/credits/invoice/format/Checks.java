package com.wevion.credits.invoice.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The checks for the charges of every format. Not thread-safe. */
final class Checks {
    /** Characters that are kept of a name, such as that of a SKU. */
    static final int LONGEST_NAME = 500;

    private static final int LONGEST_SCOPE = 200;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final Set<String> CURRENCIES = currencies();

    private final Instant latestStart;
    private final int maxDays;

    Checks(FileRules terms) {
        latestStart = terms.latestStart();
        maxDays = terms.chargeDays();
    }

    private static Set<String> currencies() {
        Set<String> codes = new HashSet<>();
        Currency.getAvailableCurrencies().forEach(currency -> codes.add(currency.getCurrencyCode()));
        return codes;
    }

    /**
     * A currency.
     *
     * @throws RowRefused if it is missing or not of ISO 4217
     */
    static String currency(String text, String name) {
        if (text == null) {
            throw new RowRefused(name + " is missing");
        }
        String code = CURRENCIES.contains(text) ? text : text.toUpperCase(Locale.ROOT);
        if (!CURRENCIES.contains(code)) {
            throw new RowRefused(
                    name + " is not a currency of ISO 4217: " + (text.length() > 40 ? "a long text" : text));
        }
        return code;
    }

    /**
     * Sets the days of a charge, and its time unless that is whole days.
     *
     * @param end exclusive; the last second of a minute is its end
     * @throws RowRefused if it ends before it starts, starts in the future, or is for usage of a longer time than can be compared
     */
    void period(Charge charge, Instant start, Instant end) {
        if (end.isBefore(start)) {
            throw new RowRefused("the charge ends before it starts: " + start + " to " + end);
        }
        if (start.isAfter(latestStart)) {
            throw new RowRefused("the charge starts in the future: " + start);
        }
        charge.day = Dates.day(start);
        charge.lastDay = Dates.lastDay(start, end);
        if (charge.kind == Charge.Kind.USAGE && ChronoUnit.DAYS.between(charge.day, charge.lastDay) >= maxDays) {
            throw new RowRefused("the charge is for more than " + maxDays + " days: " + start + " to " + end);
        }
        Instant until = exclusive(end);
        if (!isMidnight(start) || !isMidnight(until)) {
            charge.startsAt = start;
            charge.endsAt = until;
        }
    }

    /**
     * Sets the billing period of a charge, if it is told.
     *
     * @param end exclusive
     * @throws RowRefused if it is empty, or longer than the longest charge
     */
    void billingPeriod(Charge charge, Instant start, Instant end) {
        if (start == null || end == null) {
            return;
        }
        if (!end.isAfter(start) || ChronoUnit.DAYS.between(start, end) > maxDays) {
            throw new RowRefused(
                    "the billing period is not one of up to " + maxDays + " days: " + start + " to " + end);
        }
        charge.periodStartsAt = start;
        charge.periodEndsAt = exclusive(end);
    }

    /** The end of a time whose last second may be told instead. */
    private static Instant exclusive(Instant end) {
        return end.getEpochSecond() % SECONDS_OF_A_MINUTE == SECONDS_OF_A_MINUTE - 1
                ? end.truncatedTo(ChronoUnit.MINUTES).plusSeconds(SECONDS_OF_A_MINUTE)
                : end;
    }

    private static boolean isMidnight(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).equals(time);
    }

    /**
     * A quantity is negative where something is given back: by a correction, or by a refund of a purchase of the same period, which
     * FOCUS counts among purchases and not among corrections.
     *
     * @throws RowRefused if it is elsewhere
     */
    static void notNegative(Charge charge, String name, String text) {
        boolean refund = charge.kind == Charge.Kind.PURCHASE && charge.costNanos < 0;
        boolean given = charge.kind == Charge.Kind.USAGE || charge.kind == Charge.Kind.PURCHASE && !refund;
        if (charge.quantity.signum() < 0 && given && !charge.correction) {
            throw new RowRefused(name + " is negative and the row is no correction: " + text);
        }
    }

    /**
     * Credits of a JSON file.
     *
     * @throws RowRefused unless they are a number from 0 to 1e15
     */
    static BigDecimal credits(JsonNode value, String name) {
        BigDecimal credits = value != null && value.isNumber() ? value.decimalValue() : null;
        boolean small = credits != null
                && Math.abs((long) credits.precision() - credits.scale()) <= 15
                && credits.scale() <= 30;
        if (!small || credits.signum() < 0) {
            throw new RowRefused(name + " is not a number of credits");
        }
        return credits;
    }

    /**
     * Large costs are mistakes, such as cents that are read as dollars, and their sums would not fit.
     *
     * @throws RowRefused if the cost is larger, either way
     */
    static void cost(Charge charge, long maxNanos) {
        if (Math.abs(charge.costNanos) > maxNanos) {
            throw new RowRefused("the cost is more than "
                    + BigDecimal.valueOf(maxNanos, 9).stripTrailingZeros().toPlainString() + " " + charge.currency);
        }
    }

    /**
     * The name of an account or invoice, by which files are told apart: it is not cut, and two of them fit into a row of an index,
     * which has 2,704 bytes.
     *
     * @throws RowRefused if it is too long
     */
    static String scope(String text, String name) {
        if (text != null && text.codePointCount(0, text.length()) > LONGEST_SCOPE) {
            throw new RowRefused(name + " has more than " + LONGEST_SCOPE + " characters");
        }
        return text;
    }

    /** A text of the file, cut to what is kept of it. */
    static String cut(String text, int characters) {
        return text == null || text.length() <= characters ? text : text.substring(0, characters);
    }
}
