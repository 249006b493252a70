package com.wevion.credits.usage;

import java.time.LocalDate;

/**
 * What an engine earned on a day.
 *
 * @param day in UTC, on which the work was done
 */
public record DayMargin(LocalDate day, Margin margin) {}
