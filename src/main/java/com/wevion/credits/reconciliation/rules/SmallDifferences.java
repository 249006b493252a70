package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The sums of a SKU in a run that agree, added up, so that no difference within the tolerance vanishes. Amounts are 1e-9 of the currency.
 *
 * @param day the last one on which something agrees
 * @param sku as invoices have it; empty for sums of days, which are of all SKUs of the measure
 * @param records the requests that agree, or the usage records and lines of the days
 * @param allowanceNanos the part of the bill that the files may have rounded
 */
public record SmallDifferences(
        LocalDate day,
        String service,
        String engine,
        String measure,
        String sku,
        long records,
        long recordedNanos,
        long billedNanos,
        long allowanceNanos) {

    /** Of requests: what they differ by together is to be no more than a cent, or than their files round. */
    public List<Finding> ofRequests(ComparisonTerms terms, Window window) {
        return findings(terms, window, terms.toleranceNanos());
    }

    /** Of sums of days: the tolerance of one holds for all together as well. */
    List<Finding> ofDays(ComparisonTerms terms, Window window) {
        return findings(terms, window, terms.toleranceOf(recordedNanos));
    }

    private List<Finding> findings(ComparisonTerms terms, Window window, long toleranceNanos) {
        long variance = billedNanos - recordedNanos;
        if (variance == 0) {
            return List.of();
        }
        boolean tooMuch = Math.abs(variance) > Math.max(toleranceNanos, allowanceNanos);
        return List.of(new Finding(
                tooMuch ? Cause.ROUNDING : Cause.MATCHED,
                key(YearMonth.from(window.to().minusDays(1))),
                day,
                new Subject(service, engine, measure, sku.isEmpty() ? null : sku, null, null),
                Finding.OUR_CURRENCY,
                new Difference.Side(null, recordedNanos),
                new Difference.Side(null, billedNanos),
                variance,
                records));
    }

    /** Of the month in which the run's window ends: so the runs of all nights of a month find the same one, and those of the next another. */
    private String key(YearMonth month) {
        return String.join("|", month.toString(), service, engine, measure, sku);
    }
}
