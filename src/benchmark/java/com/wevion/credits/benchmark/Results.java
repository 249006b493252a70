package com.wevion.credits.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Collects the rounds of every measurement; what counts is the median over the rounds. */
final class Results {
    /** The subject of a measurement: one line of the table. */
    record Subject(String figure, String design, int wallets, int callers, int entries) {}

    private final Map<Subject, List<Tally>> rounds = new LinkedHashMap<>();

    void add(Subject subject, Tally tally) {
        rounds.computeIfAbsent(subject, key -> new ArrayList<>()).add(tally);
        System.out.printf(
                "  %-15s %-14s wallets %4d  callers %3d  entries %8d  %9.0f/s  p50 %9.0f us  p99 %9.0f us%n",
                subject.figure(),
                subject.design(),
                subject.wallets(),
                subject.callers(),
                subject.entries(),
                tally.operationsPerSecond(),
                tally.p50Microseconds(),
                tally.p99Microseconds());
    }

    List<Measurement> medians() {
        return rounds.keySet().stream().map(this::median).toList();
    }

    private Measurement median(Subject subject) {
        List<Tally> tallies = rounds.get(subject);
        return new Measurement(
                subject.figure(),
                subject.design(),
                subject.wallets(),
                subject.callers(),
                subject.entries(),
                median(tallies.stream().mapToDouble(Tally::operationsPerSecond)),
                median(tallies.stream().mapToDouble(Tally::p50Microseconds)),
                median(tallies.stream().mapToDouble(Tally::p99Microseconds)));
    }

    /** The median of the ratios of two measurements in each round; empty unless both were made. */
    OptionalDouble ratio(
            Subject ours, ToDoubleFunction<Tally> ourValue, Subject theirs, ToDoubleFunction<Tally> theirValue) {
        List<Tally> our = rounds.getOrDefault(ours, List.of());
        List<Tally> their = rounds.getOrDefault(theirs, List.of());
        int both = Math.min(our.size(), their.size());
        if (both == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(median(IntStream.range(0, both)
                .mapToDouble(
                        round -> ourValue.applyAsDouble(our.get(round)) / theirValue.applyAsDouble(their.get(round)))));
    }

    /** The numbers of entries in the measurements of a figure, ascending. */
    List<Integer> entriesOf(String figure) {
        return rounds.keySet().stream()
                .filter(subject -> subject.figure().equals(figure))
                .map(Subject::entries)
                .distinct()
                .sorted()
                .toList();
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
