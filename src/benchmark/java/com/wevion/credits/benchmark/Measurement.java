package com.wevion.credits.benchmark;

/**
 * A result, as it is written to {@code results.json}.
 *
 * @param wallets the number of accounts that the callers shared; 0 if it has no meaning
 * @param entries the number of entries before
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
