/**
 * The benchmarks, as ratios to other designs within one run: {@link com.wevion.credits.benchmark.Benchmark} for {@code mvn -Pbenchmark}.
 * They are no part of the tests or of the WAR.
 */
package com.wevion.credits.benchmark;
