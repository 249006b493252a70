package com.wevion.credits.reconciliation.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names what is wrong with what was billed by sums of days. */
final class GroupRules {
    private final ComparisonTerms terms;
    private final Window window;
    private final Coverage coverage;

    GroupRules(ComparisonTerms terms, Window window, Coverage coverage) {
        this.terms = terms;
        this.window = window;
        this.coverage = coverage;
    }

    /** The breaks of a group on the days of the window. */
    List<Finding> findings(Group group) {
        return group.isKnown() ? new Comparing(group).findings() : unknown(group);
    }

    private List<Finding> unknown(Group group) {
        return group.totals().stream()
                .filter(total -> window.has(total.lastDay()) && total.nanos() != 0)
                .map(total -> new Finding(
                        Cause.UNKNOWN_SKU,
                        group.key(total.days()) + "|" + total.label(),
                        total.lastDay(),
                        group.subject(),
                        total.label(),
                        Finding.none(),
                        new Difference.Side(total.quantity(), total.nanos()),
                        total.nanos(),
                        total.rows()))
                .toList();
    }

    private final class Comparing {
        private final Group group;
        private final List<Finding> findings = new ArrayList<>();
        private final Set<LocalDate> settled = new HashSet<>();

        Comparing(Group group) {
            this.group = group;
        }

        List<Finding> findings() {
            group.totals().stream().filter(this::isForeign).forEach(this::foreign);
            spans().forEach(this::span);
            SortedMap<LocalDate, DaySums> different = different();
            neighbours(different);
            different.values().stream().filter(day -> window.has(day.day())).forEach(this::single);
            return findings;
        }

        private boolean isForeign(Total total) {
            return !total.recorded() && !total.label().equals(terms.currency());
        }

        /** A bill in another currency: its days cannot be compared, which is what is to be told. */
        private void foreign(Total total) {
            total.day().datesUntil(total.lastDay().plusDays(1)).forEach(settled::add);
            if (window.has(total.lastDay())) {
                findings.add(new Finding(
                        Cause.CURRENCY,
                        group.key(total.days()) + "|" + total.label(),
                        total.lastDay(),
                        group.subject(),
                        total.label(),
                        sums(total.day(), total.lastDay()).recorded(),
                        new Difference.Side(total.quantity(), total.nanos()),
                        total.nanos(),
                        total.rows()));
            }
        }

        /** The days of charges that last several: charges that share a day are compared together. */
        private List<Coverage.Range> spans() {
            List<Coverage.Range> spans = new ArrayList<>();
            group.totals().stream()
                    .filter(total -> total.spansDays() && !isForeign(total))
                    .sorted(Comparator.comparing(Total::day))
                    .forEach(total -> {
                        Coverage.Range before = spans.isEmpty() ? null : spans.get(spans.size() - 1);
                        if (before == null || before.last().isBefore(total.day())) {
                            spans.add(new Coverage.Range(total.day(), total.lastDay()));
                        } else if (before.last().isBefore(total.lastDay())) {
                            spans.set(spans.size() - 1, new Coverage.Range(before.first(), total.lastDay()));
                        }
                    });
            return spans;
        }

        /** Charges of several days are compared with all that was done on them, once they are over. */
        private void span(Coverage.Range days) {
            boolean foreign = days.first().datesUntil(days.last().plusDays(1)).anyMatch(settled::contains);
            days.first().datesUntil(days.last().plusDays(1)).forEach(settled::add);
            DaySums sums = sums(days.first(), days.last());
            if (window.has(days.last()) && !foreign && isDifferent(sums)) {
                name(sums, days.last(), days.first() + ".." + days.last());
            }
        }

        private DaySums sums(LocalDate from, LocalDate last) {
            return DaySums.of(
                    from,
                    group.totals().stream()
                            .filter(total -> !isForeign(total)
                                    && !total.day().isBefore(from)
                                    && !total.lastDay().isAfter(last))
                            .toList());
        }

        private SortedMap<LocalDate, DaySums> different() {
            SortedMap<LocalDate, DaySums> different = new TreeMap<>();
            group.totals().stream()
                    .map(Total::day)
                    .distinct()
                    .filter(day -> !settled.contains(day) && coverage.has(day))
                    .map(day -> sums(day, day))
                    .filter(sums -> isDifferent(sums))
                    .forEach(sums -> different.put(sums.day(), sums));
            return different;
        }

        private boolean isDifferent(DaySums sums) {
            boolean oneSided = (sums.billedRows() == 0) != (sums.recordedRows() == 0);
            return oneSided
                    ? sums.varianceNanos() != 0
                    : !sums.differences(terms).isEmpty();
        }

        /** Drops usage that the provider counts on the next day or the day before: it is no difference, unless it is another month's. */
        private void neighbours(SortedMap<LocalDate, DaySums> different) {
            for (LocalDate day : List.copyOf(different.keySet())) {
                DaySums one = different.get(day);
                DaySums next = different.get(day.plusDays(1));
                if (one == null || next == null || !isMoved(one, next)) {
                    continue;
                }
                different.remove(one.day());
                different.remove(next.day());
                if (Window.isAnotherMonth(one.day(), next.day())) {
                    moved(one.varianceNanos() > 0 ? one : next);
                }
            }
        }

        private boolean isMoved(DaySums one, DaySums next) {
            return Long.signum(one.varianceNanos()) == -Long.signum(next.varianceNanos())
                    && one.plus(next).differences(terms).isEmpty();
        }

        private void moved(DaySums billedMore) {
            if (window.has(billedMore.day())) {
                add(
                        Cause.LATE_USAGE,
                        billedMore,
                        billedMore.day(),
                        billedMore.day().toString(),
                        billedMore.varianceNanos());
            }
        }

        private void single(DaySums sums) {
            name(sums, sums.day(), sums.day().toString());
        }

        /** Names the cause; the break counts for the day. */
        private void name(DaySums sums, LocalDate day, String days) {
            long variance = sums.varianceNanos();
            if (sums.billedRows() == 0) {
                addUnlessNothing(Cause.RECORDED_NOT_BILLED, sums, day, days, variance);
            } else if (variance > 0 && explains(sums.failedNanos(), sums)) {
                add(Cause.FAILED_BUT_BILLED, sums, day, days, variance);
            } else if (variance > 0 && explains(sums.lateNanos(), sums)) {
                add(Cause.LATE_BUT_BILLED, sums, day, days, variance);
            } else if (sums.recordedRows() == 0) {
                addUnlessNothing(Cause.BILLED_NOT_RECORDED, sums, day, days, variance);
            } else if (variance > 0 && explains(sums.againNanos(), sums)) {
                add(Cause.DUPLICATE, sums, day, days, variance);
            } else {
                sums.differences(terms)
                        .forEach(difference -> add(difference.cause(), sums, day, days, difference.nanos()));
            }
        }

        private boolean explains(long nanos, DaySums sums) {
            return nanos > 0 && Math.abs(sums.varianceNanos() - nanos) <= terms.toleranceOf(nanos);
        }

        private void addUnlessNothing(Cause cause, DaySums sums, LocalDate day, String days, long variance) {
            if (variance != 0) {
                add(cause, sums, day, days, variance);
            }
        }

        private void add(Cause cause, DaySums sums, LocalDate day, String days, long variance) {
            findings.add(new Finding(
                    cause,
                    group.key(days),
                    day,
                    group.subject(),
                    terms.currency(),
                    sums.recorded(),
                    sums.billed(),
                    variance,
                    Math.max(sums.recordedRows(), sums.billedRows())));
        }
    }
}
