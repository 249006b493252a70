package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.List;

/** The requests of a day that agree one by one, added up: a row of {@code reconciliation_matched}. */
public record Roundings(
        LocalDate day,
        String service,
        String engine,
        String measure,
        long records,
        long recordedNanos,
        long billedNanos)
        implements Comparison {

    /** Many small differences in one direction are one that is not small. */
    List<Finding> findings(ComparisonTerms terms, Window window) {
        long variance = billedNanos - recordedNanos;
        if (!window.has(day) || Math.abs(variance) <= terms.toleranceOf(recordedNanos)) {
            return List.of();
        }
        return List.of(new Finding(
                Cause.ROUNDING,
                day + "|" + service + "|" + engine + "|" + measure,
                day,
                Subject.ofGroup(service, engine, measure),
                terms.currency(),
                new Difference.Side(null, recordedNanos),
                new Difference.Side(null, billedNanos),
                variance,
                records));
    }
}
