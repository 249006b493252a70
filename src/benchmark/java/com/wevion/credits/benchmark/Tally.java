package com.wevion.credits.benchmark;

import org.HdrHistogram.Histogram;

/** The result of one round of one measurement; latencies are 0 if they have no meaning. */
record Tally(double operationsPerSecond, double p50Microseconds, double p99Microseconds) {

    /** Many operations that were one piece of work. */
    static Tally ofRate(long operations, long elapsedNanos) {
        return new Tally(operations * 1e9 / elapsedNanos, 0, 0);
    }

    /** @param latenciesNanos one value per operation */
    static Tally of(Histogram latenciesNanos, long elapsedNanos) {
        return new Tally(
                latenciesNanos.getTotalCount() * 1e9 / elapsedNanos,
                latenciesNanos.getValueAtPercentile(50) / 1e3,
                latenciesNanos.getValueAtPercentile(99) / 1e3);
    }
}
