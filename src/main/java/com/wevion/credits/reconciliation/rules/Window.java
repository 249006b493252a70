package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The days of a run, each in the time zone of the provider.
 *
 * @param to exclusive
 */
public record Window(LocalDate from, LocalDate to) {
    /** True if the day is in the window. */
    boolean has(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** True if a time begins within or before the window, and ends after it. */
    boolean isPassedBy(Span span) {
        return span.day().isBefore(to) && !span.lastDay().isBefore(to);
    }

    /** True if two days are in different months, and so on different invoices. */
    static boolean isAnotherMonth(LocalDate day, LocalDate other) {
        return !YearMonth.from(day).equals(YearMonth.from(other));
    }
}
