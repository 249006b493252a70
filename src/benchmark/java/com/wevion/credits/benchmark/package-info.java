/**
 * How fast it is, as ratios to other designs within one run: {@link com.wevion.credits.benchmark.Benchmark} for
 * {@code mvn -Pbenchmark}. No part of the tests, and nothing of it is in the WAR.
 */
package com.wevion.credits.benchmark;
