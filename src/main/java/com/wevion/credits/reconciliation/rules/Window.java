package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The days of a run, each in the time zone of the provider.
 *
 * @param to exclusive
 * @param decidedTo exclusive: the last days may not be over yet
 */
public record Window(LocalDate from, LocalDate to, LocalDate decidedTo) {
    /** With days that can all be decided about. */
    public Window(LocalDate from, LocalDate to) {
        this(from, to, to);
    }

    /** The same, of which only the days before one are over. */
    public Window decidedTo(LocalDate day) {
        return new Window(from, to, day.isBefore(to) ? day : to);
    }

    /** True if nobody can decide about the time yet, which begins within or before the window. */
    boolean isUndecided(Span span) {
        return span.day().isBefore(to) && !span.lastDay().isBefore(decidedTo);
    }

    /** True if the day is in the window, and over. */
    boolean has(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(decidedTo);
    }

    /** True if two days are in different months, and so on different invoices. */
    static boolean isAnotherMonth(LocalDate day, LocalDate other) {
        return !YearMonth.from(day).equals(YearMonth.from(other));
    }
}
