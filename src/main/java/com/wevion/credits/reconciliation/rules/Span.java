package com.wevion.credits.reconciliation.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The time that a charge is for, or several that overlap.
 *
 * @param day the provider's day on which it begins
 * @param lastDay the provider's day on which it ends
 * @param to exclusive
 */
public record Span(LocalDate day, LocalDate lastDay, Instant from, Instant to) {
    /** A day on which clocks are put back. */
    private static final Duration LONGEST_DAY = Duration.ofHours(25);

    /** As keys name it: the day, or the first and the last one. */
    String days() {
        return lastDay.isAfter(day) ? day + ".." + lastDay : day.toString();
    }

    /** True for a day, wherever it begins. */
    boolean isADay() {
        return Duration.between(from, to).compareTo(LONGEST_DAY) <= 0;
    }

    boolean overlaps(Span other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** The time from the beginning of the earlier one to the end of the later one. */
    Span with(Span other) {
        return new Span(
                day.isBefore(other.day) ? day : other.day,
                lastDay.isAfter(other.lastDay) ? lastDay : other.lastDay,
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to);
    }
}
