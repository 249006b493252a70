package com.wevion.credits.invoice.format;

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
    private static final Pattern UNIX = Pattern.compile("[0-9]{9,11}");
    private static final String CANONICAL = "0000-00-00T00:00:00Z";
    private static final int CENTURY = 2000;
    private static final long EARLIEST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("2999-12-31T23:59:59Z").toEpochMilli();

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

    /** As {@link #instant}; whole numbers are seconds since 1970. */
    Instant instantOrUnix(String text, String name) {
        return text != null && UNIX.matcher(text).matches()
                ? checked(Long.parseLong(text) * 1_000, name)
                : instant(text, name);
    }

    /**
     * The time of this many milliseconds since 1970.
     *
     * @throws RowRefused if it is not of this millennium
     */
    Instant checked(long millis, String name) {
        if (millis < EARLIEST || millis > LATEST) {
            throw new RowRefused(name + " is not a date: " + millis);
        }
        return Instant.ofEpochMilli(millis);
    }

    private static Instant parse(String text, String name) {
        try {
            Instant time = parse(text);
            if (time.toEpochMilli() >= EARLIEST && time.toEpochMilli() <= LATEST) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // In no form that is read here.
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
        throw new RowRefused(name + " is not a date: " + shown
                + "; write it as 2025-04-01T00:00:00Z, 2025-04-01 or 4/1/2025 (month first)");
    }

    /** {@code 2025-04-01T00:00:00Z}, which most files have in every row. */
    private static Instant canonical(String text) {
        for (int at = 0; at < CANONICAL.length(); at++) {
            char c = text.charAt(at);
            char form = CANONICAL.charAt(at);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return null;
            }
        }
        int hour = two(text, 11);
        int minute = two(text, 14);
        int seconds = two(text, 17);
        if (hour > 23 || minute > 59 || seconds > 59) {
            return null;
        }
        long day = LocalDate.of(100 * two(text, 0) + two(text, 2), two(text, 5), two(text, 8))
                .toEpochDay();
        return Instant.ofEpochSecond(86_400 * day + 3_600L * hour + 60L * minute + seconds);
    }

    private static int two(String text, int at) {
        return 10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0';
    }

    private static Instant parse(String text) {
        Instant canonical = text.length() == CANONICAL.length() ? canonical(text) : null;
        return canonical == null ? other(text) : canonical;
    }

    private static Instant other(String text) {
        Matcher american = AMERICAN.matcher(text);
        if (american.matches()) {
            int year = Integer.parseInt(american.group(3));
            return LocalDate.of(
                            year < 100 ? CENTURY + year : year,
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
    public static LocalDate lastDay(Instant start, Instant end) {
        return end.isAfter(start) ? day(end.minusNanos(1)) : day(start);
    }
}
