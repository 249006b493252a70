package com.wevion.credits.reconciliation.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The times that a provider's invoices are about.
 *
 * @param ranges in order, with the times between them that no invoice is about
 * @param zone of the provider's days
 */
public record Coverage(List<Range> ranges, ZoneId zone) {
    /** A time without a gap; the end is exclusive. */
    public record Range(Instant from, Instant to) {}

    /** True if the invoice for all of a day has come. */
    boolean has(LocalDate day) {
        return has(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** True if the invoice for all of a time has come. */
    boolean has(Instant from, Instant to) {
        return ranges.stream().anyMatch(range -> !from.isBefore(range.from) && !to.isAfter(range.to));
    }
}
