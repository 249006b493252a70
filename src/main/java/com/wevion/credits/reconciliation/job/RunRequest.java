package com.wevion.credits.reconciliation.job;

import com.wevion.credits.platform.Invalid;
import com.wevion.credits.platform.time.Instants;
import com.wevion.credits.reconciliation.rules.Window;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The scope of a run.
 *
 * @param provider only this one; null for all
 * @param from first day, UTC, or the instant at which it begins
 * @param to the day after the last one, not later than tomorrow
 */
record RunRequest(
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_.-]{0,59}", message = "must be the name of a provider")
        String provider,

        @NotNull(message = "is required") String from,
        @NotNull(message = "is required") String to) {

    /**
     * The days in the request.
     *
     * @param maxDays the most days allowed
     * @throws Invalid unless they are days, in order, not in the future and not too many
     */
    Window window(Clock clock, int maxDays) {
        Window asked = window();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (asked.to().isAfter(today.plusDays(1))) {
            throw new Invalid("to", "must not be later than " + today.plusDays(1));
        }
        if (ChronoUnit.DAYS.between(asked.from(), asked.to()) > maxDays) {
            throw new Invalid("from", "must be at most " + maxDays + " days before to");
        }
        return asked;
    }

    /**
     * The days it means, whether or not they may be reconciled now.
     *
     * @throws Invalid unless they are days, in order
     */
    Window window() {
        LocalDate first = day("from", from);
        LocalDate end = day("to", to);
        if (!end.isAfter(first)) {
            throw new Invalid("to", "must be later than from");
        }
        return new Window(first, end);
    }

    private static LocalDate day(String field, String text) {
        Instant instant = Instants.parse(field, text);
        if (!instant.equals(instant.truncatedTo(ChronoUnit.DAYS))) {
            throw new Invalid(field, "must be the beginning of a day in UTC");
        }
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
