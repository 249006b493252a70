package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.usage.UsageOutcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sums of a group in a time: both sides, each added up.
 *
 * @param work that succeeded
 * @param failed work
 * @param late work that was reported too late
 * @param bills by SKUs
 * @param billed no quantity if a line has none
 * @param again the lines that are like another one
 * @param repeats the lines whose charge key was there before
 * @param allowanceNanos the part of the bill that the files may have rounded
 * @param invoiceId of the bill; null if its lines name none
 */
record DaySums(
        DoneWork work,
        DoneWork failed,
        DoneWork late,
        long billedRows,
        List<SkuBill> bills,
        Difference.Side billed,
        Difference.Side again,
        Difference.Side repeats,
        long allowanceNanos,
        String invoiceId) {

    static DaySums of(List<Total> totals) {
        List<Total> billed = totals.stream().filter(total -> !total.recorded()).toList();
        boolean quantified = billed.stream().allMatch(total -> total.missingRows() == 0);
        return new DaySums(
                work(totals, UsageOutcome.SUCCEEDED),
                work(totals, UsageOutcome.FAILED),
                work(totals, UsageOutcome.LATE),
                billed.stream().mapToLong(Total::rows).sum(),
                billed.stream().map(SkuBill::of).toList(),
                new Difference.Side(quantified ? quantity(billed) : null, nanos(billed)),
                part(billed, Total::again),
                part(billed, Total::repeats),
                billed.stream().mapToLong(Total::allowanceNanos).sum(),
                named(billed));
    }

    private static DoneWork work(List<Total> totals, UsageOutcome outcome) {
        return DoneWork.of(totals.stream().filter(total -> total.isOf(outcome)).toList());
    }

    long recordedRows() {
        return work.rows();
    }

    /** The successful work; no amount if a cost is not known. */
    Difference.Side recorded() {
        return new Difference.Side(work.quantity(), work.isCosted() ? ExpectedCost.nanos(work, bills) : null);
    }

    /** The known cost of failed work. */
    long failedNanos() {
        return ExpectedCost.nanos(failed, bills);
    }

    /** The known cost of work that was reported too late. */
    long lateNanos() {
        return ExpectedCost.nanos(late, bills);
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
                work.plus(other.work),
                failed.plus(other.failed),
                late.plus(other.late),
                billedRows + other.billedRows,
                Stream.concat(bills.stream(), other.bills.stream()).toList(),
                plus(billed, other.billed),
                plus(again, other.again),
                plus(repeats, other.repeats),
                allowanceNanos + other.allowanceNanos,
                invoiceId);
    }

    /** The same without the lines whose charge key was there before. */
    DaySums withoutRepeats() {
        return billed(
                billed.minus(repeats),
                bills.stream().map(SkuBill::withoutRepeats).toList());
    }

    /** The same without a part of the lines that are like another one. */
    DaySums withoutAgain(Difference.Side part) {
        if (part.nanos() == 0) {
            return this;
        }
        BigDecimal share =
                BigDecimal.valueOf(part.nanos()).divide(BigDecimal.valueOf(again.nanos()), MathContext.DECIMAL128);
        return billed(
                billed.minus(part),
                bills.stream().map(bill -> bill.withoutAgain(share)).toList());
    }

    private DaySums billed(Difference.Side less, List<SkuBill> lessBills) {
        return new DaySums(
                work,
                failed,
                late,
                billedRows,
                lessBills,
                less,
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
        Difference.Side recorded = recorded();
        if (billed.quantity() == null || again.quantity().signum() <= 0) {
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
        Long recorded = recorded().nanos();
        return billed.nanos() - (recorded == null ? 0 : recorded);
    }

    List<Difference> differences(Tolerance tolerance) {
        return Difference.between(recorded(), billed, tolerance, Cause.QUANTITY);
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

    private static Long nanos(List<Total> totals) {
        return totals.stream().mapToLong(Total::nanos).sum();
    }

    private static BigDecimal quantity(List<Total> totals) {
        return totals.stream()
                .map(total -> total.quantity() == null ? BigDecimal.ZERO : total.quantity())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
