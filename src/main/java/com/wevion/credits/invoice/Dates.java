package com.wevion.credits.invoice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as providers write them, in UTC unless they say otherwise: {@code 2025-04-01T00:00:00Z} and other ISO 8601, {@code
 * 2025-04-01 00:00:00}, {@code 2025-04-01}, {@code 4/1/25} and {@code 4/1/2025}, in which the month comes first.
 */
final class Dates {
    private static final Pattern AMERICAN = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})");
    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2999;

    /** A column mostly repeats itself. */
    private String lastText;

    private Instant last;

    /**
     * The time that a text stands for.
     *
     * @param name of the column, for the message
     * @throws RowRefused if it is missing, in no accepted form, or not of this millennium
     */
    Instant instant(String text, String name) {
        if (text == null) {
            throw new RowRefused(name + " is missing");
        }
        if (!text.equals(lastText)) {
            last = parse(text, name);
            lastText = text;
        }
        return last;
    }

    private static Instant parse(String text, String name) {
        try {
            Instant time = parse(text);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            // In no form that is read here.
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        throw new RowRefused(name + " is not a date: " + shown
                + "; write it as 2025-04-01T00:00:00Z, 2025-04-01 or 4/1/2025 (month first)");
    }

    private static Instant parse(String text) {
        Matcher american = AMERICAN.matcher(text);
        if (american.matches()) {
            int year = Integer.parseInt(american.group(3));
            return LocalDate.of(
                            year < 100 ? EARLIEST_YEAR + year : year,
                            Integer.parseInt(american.group(1)),
                            Integer.parseInt(american.group(2)))
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC);
        }
        if (text.length() < 10) {
            throw new DateTimeParseException("Too short", text, 0);
        }
        String day = text.substring(0, 10);
        String rest = text.substring(10);
        if (rest.isEmpty()) {
            return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        // A space or a T before the time; a zone after it, or none.
        String time = rest.substring(1).replace(" UTC", "Z").replace(" ", "");
        boolean separated = rest.charAt(0) == 'T' || rest.charAt(0) == ' ';
        boolean zoned = time.endsWith("Z") || time.contains("+") || time.contains("-");
        return OffsetDateTime.parse(day + (separated ? "T" : "") + withColon(time) + (zoned ? "" : "Z"))
                .toInstant();
    }

    /** ISO 8601 allows an offset without its colon, Java does not. */
    private static String withColon(String time) {
        int sign = Math.max(time.lastIndexOf('+'), time.lastIndexOf('-'));
        return sign > 0 && time.length() == sign + 5
                ? time.substring(0, sign + 3) + ":" + time.substring(sign + 3)
                : time;
    }

    /** The day of a time. */
    static LocalDate day(Instant time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400));
    }

    /**
     * The last day of a period.
     *
     * @param end exclusive; a period without length has the day of its start
     */
    static LocalDate lastDay(Instant start, Instant end) {
        return end.isAfter(start) ? day(end.minusNanos(1)) : day(start);
    }
}
