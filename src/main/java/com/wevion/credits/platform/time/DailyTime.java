package com.wevion.credits.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Finds the day for which daily work is due, at a time of day in UTC; a missed time is made up for. */
public final class DailyTime {
    private DailyTime() {}

    /** The latest day, in UTC, whose time has come. */
    public static LocalDate due(Clock clock, LocalTime time) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return now.toLocalTime().isBefore(time) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }
}
