package com.wevion.credits.platform.time;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** What is done once a day at a time of day, UTC, and made up for afterwards. */
public final class DailyTime {
    private DailyTime() {}

    /** The latest day, in UTC, whose time has come. */
    public static LocalDate due(Clock clock, LocalTime time) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return now.toLocalTime().isBefore(time) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
    }
}
