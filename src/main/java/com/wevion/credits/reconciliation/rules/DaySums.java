package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sums of a group in a time: both sides, each added up.
 *
 * @param recorded the successful work; no amount if a cost is not known
 * @param failedNanos the known cost of failed work
 * @param lateNanos the known cost of work that was reported too late
 * @param billed no quantity if a line has none
 * @param again the lines that are like another one
 * @param repeats the lines whose charge key was there before
 * @param allowanceNanos the part of the bill that the files may have rounded
 * @param invoiceId of the bill; null if its lines name none
 */
record DaySums(
        long recordedRows,
        Difference.Side recorded,
        long failedNanos,
        long lateNanos,
        long billedRows,
        Difference.Side billed,
        Difference.Side again,
        Difference.Side repeats,
        long allowanceNanos,
        String invoiceId) {

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
                part(billed, Total::again),
                part(billed, Total::repeats),
                billed.stream().mapToLong(Total::allowanceNanos).sum(),
                named(billed));
    }

    /** The invoices of charges; null if they name none. */
    static String named(List<Total> totals) {
        String names = totals.stream()
                .map(Total::invoiceId)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
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
                plus(again, other.again),
                plus(repeats, other.repeats),
                allowanceNanos + other.allowanceNanos,
                invoiceId);
    }

    /** The same with a part of the bill left out, or taken off what is repeated in it. */
    DaySums without(Difference.Side part) {
        return new DaySums(
                recordedRows,
                recorded,
                failedNanos,
                lateNanos,
                billedRows,
                billed.minus(part),
                again,
                Difference.Side.NOTHING,
                allowanceNanos,
                invoiceId);
    }

    /** The part of the lines that are like another one by which more is billed than was done: equal lines alone are no repetition. */
    Difference.Side repeated(Tolerance tolerance) {
        if (again.nanos() <= 0 || differences(tolerance).isEmpty()) {
            return Difference.Side.NOTHING;
        }
        if (recorded.quantity() == null
                || billed.quantity() == null
                || again.quantity().signum() <= 0) {
            long over = recorded.nanos() == null ? 0 : varianceNanos();
            return new Difference.Side(BigDecimal.ZERO, Math.max(Math.min(over, again.nanos()), 0));
        }
        if (tolerance.isWithin(billed.quantity(), recorded.quantity())) {
            return Difference.Side.NOTHING;
        }
        BigDecimal over = billed.quantity().subtract(recorded.quantity()).min(again.quantity());
        BigDecimal nanos =
                over.multiply(BigDecimal.valueOf(again.nanos())).divide(again.quantity(), 0, RoundingMode.HALF_EVEN);
        return new Difference.Side(over, nanos.longValueExact());
    }

    /** The amount overbilled; negative for underbilled. */
    public long varianceNanos() {
        return billed.nanos() - (recorded.nanos() == null ? 0 : recorded.nanos());
    }

    List<Difference> differences(Tolerance tolerance) {
        return Difference.between(recorded, billed, tolerance, Cause.QUANTITY);
    }

    private static Difference.Side part(List<Total> totals, Function<Total, Difference.Side> part) {
        return totals.stream().map(part).reduce(Difference.Side.NOTHING, Difference.Side::plus);
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
