package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.List;

/**
 * The days that a provider's invoices are about.
 *
 * @param ranges in order, with the days between them that no invoice is about
 */
public record Coverage(List<Range> ranges) {
    /** Days without a gap, both inclusive. */
    public record Range(LocalDate first, LocalDate last) {}

    /** True if the invoice for a day has come. */
    boolean has(LocalDate day) {
        return ranges.stream().anyMatch(range -> !day.isBefore(range.first) && !day.isAfter(range.last));
    }
}
