package com.wevion.credits.billing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Months as bills count them: in UTC. */
final class Months {
    private Months() {}

    /** The first day of the month that it is now: what accrued before it is due to be billed. */
    static LocalDate current(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
    }

    /** The moment at which a month begins, and the one before it is over. */
    static Instant begin(LocalDate month) {
        return month.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
