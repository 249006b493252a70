package com.wevion.credits.benchmark;

/**
 * What came out, as it is written to {@code results.json}.
 *
 * @param wallets how many accounts the callers shared; 0 where that has no meaning
 * @param entries how many there were before
 * @param p50Microseconds half of the operations took no longer; 0 where only the rate was measured
 * @param p99Microseconds 99 of 100 took no longer
 */
record Measurement(
        String figure,
        String design,
        int wallets,
        int callers,
        int entries,
        double operationsPerSecond,
        double p50Microseconds,
        double p99Microseconds) {}
