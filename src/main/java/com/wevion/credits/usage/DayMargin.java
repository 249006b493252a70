package com.wevion.credits.usage;

import java.time.LocalDate;

/**
 * The earnings of an engine on a day.
 *
 * @param day in UTC, on which the work was done
 */
public record DayMargin(LocalDate day, Margin margin) {}
