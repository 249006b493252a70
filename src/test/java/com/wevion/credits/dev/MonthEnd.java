package com.wevion.credits.dev;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A month's end that a running service passes during a test: its clock is set to shortly before it, and then to after it. Each is later
 * than those before, since the clock never goes back.
 *
 * @param midnight the beginning of the new month
 */
public record MonthEnd(LocalService service, Instant midnight) {
    /** The kind of month's end. */
    public enum Which {
        /** Of February, which is now and then a leap year's. */
        MONTH(Month.FEBRUARY),
        YEAR(Month.DECEMBER);

        private final Month last;

        Which(Month last) {
            this.last = last;
        }
    }

    /** Long enough for a test to do what it does before; shorter than any work may take. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    /** Sets the clock to shortly before the next one of the kind. */
    public static MonthEnd before(LocalService service, Which which) {
        YearMonth month = YearMonth.from(service.now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC));
        while (month.getMonth() != which.last) {
            month = month.plusMonths(1);
        }
        MonthEnd end = new MonthEnd(service, begin(month.plusMonths(1)));
        service.setClock(end.midnight.minus(BEFORE));
        return end;
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Sets the clock to the first seconds of the new month. */
    public void pass() {
        pass(Duration.ofSeconds(1));
    }

    /** Sets the clock to so long after midnight. */
    public void pass(Duration since) {
        service.setClock(midnight.plus(since));
    }

    /** The next month's end. */
    public MonthEnd following() {
        return new MonthEnd(service, begin(newMonth().plusMonths(1)));
    }

    public YearMonth oldMonth() {
        return newMonth().minusMonths(1);
    }

    public YearMonth newMonth() {
        return YearMonth.from(midnight.atOffset(ZoneOffset.UTC));
    }

    /** The first day of the new month. */
    public LocalDate newDay() {
        return newMonth().atDay(1);
    }

    /** The last day of the old month. */
    public LocalDate oldDay() {
        return newDay().minusDays(1);
    }
}
