package com.wevion.credits.reconciliation.rules;

import com.wevion.credits.reconciliation.rules.Spans.Compared;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Names what is wrong with what was billed by sums of days. */
final class GroupRules {
    private final ComparisonTerms terms;
    private final Window window;
    private final Coverage coverage;
    private final Tolerance tolerance;

    GroupRules(ComparisonTerms terms, Window window, Coverage coverage) {
        this.terms = terms;
        this.window = window;
        this.coverage = coverage;
        this.tolerance = Tolerance.ofSums(terms);
    }

    /** The breaks of a group on the days of the window. */
    List<Finding> findings(Group group) {
        return group.isKnown() ? new Comparing(group).findings() : unknown(group);
    }

    private List<Finding> unknown(Group group) {
        return Spans.added(group.totals()).stream()
                .filter(total -> !total.isForeign() && total.nanos() != 0)
                .flatMap(total -> {
                    boolean isUndecided = window.isUndecided(total.span());
                    return isUndecided || window.has(total.lastDay())
                            ? Stream.of(
                                    single(group, isUndecided ? Cause.NOT_YET_COMPARABLE : Cause.UNKNOWN_SKU, total))
                            : Stream.empty();
                })
                .toList();
    }

    /** A finding about a charge alone, whatever was recorded. */
    private static Finding single(Group group, Cause cause, Total total) {
        return new Finding(
                cause,
                group.key(total.span().days()) + "|" + total.label(),
                total.span(),
                total.lastDay(),
                group.subject().onInvoice(total.invoiceId()),
                total.label(),
                Finding.none(),
                new Difference.Side(total.quantity(), total.nanos()),
                total.nanos(),
                total.rows());
    }

    private final class Comparing {
        private final Group group;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Compared> agreed = new ArrayList<>();

        Comparing(Group group) {
            this.group = group;
        }

        List<Finding> findings() {
            // The time of a bill in a currency without a rate cannot be compared, as its ForeignInvoice tells.
            List<Total> foreign =
                    group.totals().stream().filter(Total::isForeign).toList();
            SortedMap<Instant, Compared> different = new TreeMap<>();
            Spans.of(group.totals().stream().filter(total -> !total.isForeign()).toList(), coverage).stream()
                    .filter(compared ->
                            foreign.stream().noneMatch(total -> total.span().overlaps(compared.span())))
                    .forEach(compared -> compare(compared, different));
            neighbours(different);
            different.values().forEach(this::name);
            if (!agreed.isEmpty()) {
                smallDifferences();
            }
            return findings;
        }

        /** A day that differs is kept until its neighbours are known, also outside of the window. */
        private void compare(Compared compared, SortedMap<Instant, Compared> different) {
            DaySums sums = compared.sums();
            if (window.isUndecided(compared.span()) && sums.billedRows() > 0) {
                add(Cause.NOT_YET_COMPARABLE, compared, sums.varianceNanos());
            }
            if (!isDifferent(sums)) {
                agree(compared);
                if (window.has(compared.span().lastDay()) && sums.recorded().nanos() != null) {
                    agreed.add(compared);
                }
            } else if (compared.span().isADay()) {
                different.put(compared.span().from(), compared);
            } else {
                name(compared);
            }
        }

        private void smallDifferences() {
            LocalDate last = agreed.get(agreed.size() - 1).span().lastDay();
            findings.addAll(new SmallDifferences(
                            last,
                            group.service(),
                            group.engine(),
                            group.measure(),
                            "",
                            sum(sums -> sums.recordedRows() + sums.billedRows()),
                            sum(sums -> sums.recorded().nanos()),
                            sum(sums -> sums.billed().nanos()),
                            sum(DaySums::allowanceNanos))
                    .ofDays(terms, window));
        }

        private long sum(ToLongFunction<DaySums> part) {
            return agreed.stream().map(Compared::sums).mapToLong(part).sum();
        }

        private boolean isDifferent(DaySums sums) {
            if (sums.repeats().nanos() != 0) {
                return true;
            }
            boolean oneSided = (sums.billedRows() == 0) != (sums.recordedRows() == 0);
            return oneSided
                    ? sums.varianceNanos() != 0
                    : !sums.differences(tolerance).isEmpty();
        }

        /** Work of unknown cost that is not billed is no break, and agrees with nothing. */
        private void agree(Compared compared) {
            DaySums sums = compared.sums();
            boolean isFree = sums.recorded().nanos() != null && sums.recorded().nanos() == 0;
            if (window.has(compared.span().lastDay()) && (sums.billedRows() > 0 || sums.recordedRows() > 0 && isFree)) {
                add(Cause.MATCHED, compared, sums.varianceNanos());
            }
        }

        /** Drops usage that the provider counts on the next day or the day before: it is no difference, unless it is another month's. */
        private void neighbours(SortedMap<Instant, Compared> different) {
            for (Compared one : List.copyOf(different.values())) {
                Compared next = different.get(one.span().to());
                if (next == null || !different.containsKey(one.span().from()) || !isMoved(one.sums(), next.sums())) {
                    continue;
                }
                different.remove(one.span().from());
                different.remove(next.span().from());
                agree(one);
                agree(next);
                Compared billedMore = one.sums().varianceNanos() > 0 ? one : next;
                if (Window.isAnotherMonth(one.span().day(), next.span().day())
                        && window.has(billedMore.span().lastDay())) {
                    add(Cause.LATE_USAGE, billedMore, billedMore.sums().varianceNanos());
                }
            }
        }

        private boolean isMoved(DaySums one, DaySums next) {
            return one.repeats().nanos() == 0
                    && next.repeats().nanos() == 0
                    && Long.signum(one.varianceNanos()) == -Long.signum(next.varianceNanos())
                    && one.plus(next).differences(tolerance).isEmpty();
        }

        /** Names the cause; the break counts for the last day. */
        private void name(Compared compared) {
            if (!window.has(compared.span().lastDay())) {
                return;
            }
            Difference.Side repeats = compared.sums().repeats();
            DaySums once = compared.sums().withoutRepeats();
            long variance = once.varianceNanos();
            long duplicate = repeats.nanos();
            if (once.billedRows() == 0) {
                addUnlessNothing(Cause.RECORDED_NOT_BILLED, compared, variance);
            } else if (variance > 0 && explains(once.failedNanos(), once)) {
                add(Cause.FAILED_BUT_BILLED, compared, variance);
            } else if (variance > 0 && explains(once.lateNanos(), once)) {
                add(Cause.LATE_BUT_BILLED, compared, variance);
            } else if (once.recordedRows() == 0) {
                addUnlessNothing(Cause.BILLED_NOT_RECORDED, compared, variance);
            } else {
                Difference.Side again = once.repeated(tolerance);
                duplicate += again.nanos();
                once.withoutAgain(again)
                        .differences(tolerance)
                        .forEach(difference -> add(difference.cause(), compared, difference.nanos()));
            }
            addUnlessNothing(Cause.DUPLICATE, compared, duplicate);
        }

        private boolean explains(long nanos, DaySums sums) {
            return nanos > 0 && Math.abs(sums.varianceNanos() - nanos) <= terms.toleranceOf(nanos);
        }

        private void addUnlessNothing(Cause cause, Compared compared, long variance) {
            if (variance != 0) {
                add(cause, compared, variance);
            }
        }

        private void add(Cause cause, Compared compared, long variance) {
            Span span = compared.span();
            DaySums sums = compared.sums();
            findings.add(new Finding(
                    cause,
                    group.key(span.days()),
                    span,
                    span.lastDay(),
                    group.subject().onInvoice(sums.invoiceId()),
                    Finding.OUR_CURRENCY,
                    sums.recorded(),
                    sums.billed(),
                    variance,
                    records(cause, sums)));
        }

        private static long records(Cause cause, DaySums sums) {
            return switch (cause) {
                case MATCHED -> sums.recordedRows();
                case NOT_YET_COMPARABLE -> sums.billedRows();
                default -> Math.max(sums.recordedRows(), sums.billedRows());
            };
        }
    }
}
