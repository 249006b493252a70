package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.util.List;

/**
 * The sums of a group in a time: both sides, each added up.
 *
 * @param recorded the successful work; no amount if a cost is not known
 * @param failedNanos the known cost of failed work
 * @param lateNanos the known cost of work that was reported too late
 * @param billed no quantity if a line has none
 * @param againNanos the amount of repeated lines
 */
record DaySums(
        long recordedRows,
        Difference.Side recorded,
        long failedNanos,
        long lateNanos,
        long billedRows,
        Difference.Side billed,
        long againNanos) {

    static DaySums of(List<Total> totals) {
        List<Total> succeeded = totals.stream()
                .filter(total -> total.isOf(UsageOutcome.SUCCEEDED))
                .toList();
        List<Total> billed = totals.stream().filter(total -> !total.recorded()).toList();
        boolean costed = succeeded.stream().allMatch(total -> total.missingRows() == 0);
        boolean quantified = billed.stream().allMatch(total -> total.missingRows() == 0);
        return new DaySums(
                rows(succeeded),
                new Difference.Side(quantity(succeeded), costed ? nanos(succeeded) : null),
                nanos(totals.stream()
                        .filter(total -> total.isOf(UsageOutcome.FAILED))
                        .toList()),
                nanos(totals.stream()
                        .filter(total -> total.isOf(UsageOutcome.LATE))
                        .toList()),
                rows(billed),
                new Difference.Side(quantified ? quantity(billed) : null, nanos(billed)),
                billed.stream().mapToLong(total -> total.again().nanos()).sum());
    }

    /** Two of them as one. */
    DaySums plus(DaySums other) {
        return new DaySums(
                recordedRows + other.recordedRows,
                plus(recorded, other.recorded),
                failedNanos + other.failedNanos,
                lateNanos + other.lateNanos,
                billedRows + other.billedRows,
                plus(billed, other.billed),
                againNanos + other.againNanos);
    }

    /** The amount overbilled; negative for underbilled. */
    public long varianceNanos() {
        return billed.nanos() - (recorded.nanos() == null ? 0 : recorded.nanos());
    }

    List<Difference> differences(ComparisonTerms terms) {
        return Difference.between(recorded, billed, terms, Cause.QUANTITY);
    }

    private static Difference.Side plus(Difference.Side one, Difference.Side other) {
        boolean quantified = one.quantity() != null && other.quantity() != null;
        boolean costed = one.nanos() != null && other.nanos() != null;
        return new Difference.Side(
                quantified ? one.quantity().add(other.quantity()) : null,
                costed ? Long.valueOf(one.nanos() + other.nanos()) : null);
    }

    private static long rows(List<Total> totals) {
        return totals.stream().mapToLong(Total::rows).sum();
    }

    private static Long nanos(List<Total> totals) {
        return totals.stream().mapToLong(Total::nanos).sum();
    }

    private static BigDecimal quantity(List<Total> totals) {
        return totals.stream()
                .map(total -> total.quantity() == null ? BigDecimal.ZERO : total.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
