package com.wevion.credits.gateway;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * A row of a gateway's log: texts by the path of their field, as in {@code metadata.status}.
 *
 * @param line the line of a CSV file in which it begins; of JSON, the number of the item, from 1
 */
record GatewayRow(long line, Map<String, String> fields) {
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 200;
    private static final int USD_DECIMALS = 9;
    private static final int DAY_CHARACTERS = 10;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    GatewayRow {
        fields = Map.copyOf(fields);
    }

    /** A field; null if it is not there or blank. */
    String text(String name) {
        String text = fields.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * A name, such as that of a model or a request.
     *
     * @throws GatewayRowRefused if it is too long or has control characters
     */
    String name(String field) {
        String text = text(field);
        if (text != null && (text.length() > LONGEST_NAME || text.chars().anyMatch(c -> c < ' '))) {
            throw new GatewayRowRefused(
                    field + " has more than " + LONGEST_NAME + " characters, or one that cannot be shown");
        }
        return text;
    }

    /** As {@link #name}; refused if it is not there. */
    String required(String field) {
        String text = name(field);
        if (text == null) {
            throw new GatewayRowRefused(field + " is missing");
        }
        return text;
    }

    /**
     * A number of units; 0 if it is not told.
     *
     * @throws GatewayRowRefused unless it is a whole number from 0 on
     */
    long quantity(String field) {
        BigDecimal number = number(field);
        if (number == null) {
            return 0;
        }
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new GatewayRowRefused(field + " is not a whole number");
        }
    }

    /** An amount of USD, in nano-dollars; null if it is not told. */
    Long nanos(String field, long maxNanos) {
        BigDecimal usd = number(field);
        if (usd == null) {
            return null;
        }
        BigDecimal nanos = usd.movePointRight(USD_DECIMALS).setScale(0, RoundingMode.HALF_EVEN);
        if (nanos.compareTo(BigDecimal.valueOf(maxNanos)) > 0) {
            throw new GatewayRowRefused(field + " is more than "
                    + BigDecimal.valueOf(maxNanos, USD_DECIMALS)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " USD");
        }
        return nanos.longValueExact();
    }

    /**
     * A number; null if it is not told.
     *
     * @throws GatewayRowRefused unless it is one, from 0 on
     */
    BigDecimal number(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_NUMBER || !text.matches("[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]{1,2})?")) {
            throw new GatewayRowRefused(field + " is not a number from 0 on");
        }
        return new BigDecimal(text);
    }

    /**
     * A time: ISO 8601, with a space or a T before the time of the day, in UTC unless it says otherwise.
     *
     * @param latest later ones are mistakes
     * @throws GatewayRowRefused if it is none, or of another millennium or the future
     */
    Instant time(String field, Instant latest) {
        String text = required(field);
        Instant time;
        try {
            time = parse(text);
        } catch (DateTimeException e) {
            throw new GatewayRowRefused(field + " is not a time such as 2026-10-01T12:00:00Z");
        }
        if (time.isBefore(EARLIEST) || time.isAfter(latest)) {
            throw new GatewayRowRefused(field + " is before 2000 or in the future");
        }
        return time;
    }

    private static Instant parse(String text) {
        if (text.length() <= DAY_CHARACTERS) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String day = text.substring(0, DAY_CHARACTERS);
        String time = text.substring(DAY_CHARACTERS + 1).replace(" UTC", "Z");
        boolean zoned = time.matches(".*(Z|[-+][0-9]{2}(:?[0-9]{2})?)");
        return OffsetDateTime.parse(day + "T" + time + (zoned ? "" : "Z")).toInstant();
    }
}
