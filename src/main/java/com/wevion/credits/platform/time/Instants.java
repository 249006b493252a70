package com.wevion.credits.platform.time;

import com.wevion.credits.platform.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Points in time as callers write them: ISO 8601 in UTC (D18), in the years and the precision that the database keeps. */
public final class Instants {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
    private static final int LENGTH_OF_A_DAY = "2026-01-31".length();

    private Instants() {}

    /** The instant, in whole microseconds; empty if the text is none, or before the year 1 or after 9999. */
    public static Optional<Instant> find(String text) {
        try {
            Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The first day of the calendar month, UTC, that an instant is in. */
    public static LocalDate monthOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).withDayOfMonth(1);
    }

    /**
     * The instant that a parameter gives, or the beginning of a day in UTC.
     *
     * @throws Invalid if it is neither
     */
    public static Instant parse(String field, String text) {
        return (text.length() == LENGTH_OF_A_DAY ? beginningOf(text) : find(text))
                .orElseThrow(() -> new Invalid(
                        field, "must be an instant such as 2026-01-31T00:00:00Z or a day such as 2026-01-31"));
    }

    private static Optional<Instant> beginningOf(String day) {
        try {
            return Optional.of(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
