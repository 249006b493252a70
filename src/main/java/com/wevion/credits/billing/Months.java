package com.wevion.credits.billing;

import com.wevion.credits.platform.time.Instants;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Months as bills count them: in UTC. */
final class Months {
    private Months() {}

    /** The first day of the month that it is now: what accrued before it is due to be billed. */
    static LocalDate current(Clock clock) {
        return Instants.monthOf(clock.instant());
    }

    /** The moment at which a month begins, and the one before it is over. */
    static Instant begin(LocalDate month) {
        return month.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
