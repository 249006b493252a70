package com.wevion.credits.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Puts callers to work for a while and takes the time of everything they do. */
final class Load {
    /** The operation that a caller repeats; callers are numbered from 0. */
    @FunctionalInterface
    interface Work {
        void once(int caller) throws Exception;
    }

    private static final int DIGITS = 3;
    /** Share of the time that callers work before it counts, so that all threads run and nothing is cold. */
    private static final int LEAD_IN_PERCENT = 10;

    private record Share(Histogram latenciesNanos, long endNanos) {}

    private Load() {}

    /** Each caller begins its next operation when the last one is answered. */
    static Tally closed(int callers, Duration time, Work work) throws InterruptedException {
        return run(callers, time, (caller, begin, end, latencies) -> {
            long now = System.nanoTime();
            while (now < end) {
                work.once(caller);
                long after = System.nanoTime();
                if (now >= begin) {
                    latencies.recordValue(after - now);
                }
                now = after;
            }
            return now;
        });
    }

    /** A load, while the caller does something else. */
    static CompletableFuture<Tally> beside(Callable<Tally> load) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return load.call();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    /**
     * Operations are due at a fixed rate, whether or not earlier ones are answered, and their latency counts from when they
     * were due: an operation that had to wait for a free caller has waited.
     */
    static Tally open(int callers, double operationsPerSecond, Duration time, Work work) throws InterruptedException {
        long intervalNanos = Math.round(callers * 1e9 / operationsPerSecond);
        return run(callers, time, (caller, begin, end, latencies) -> {
            long due = System.nanoTime() + intervalNanos * caller / callers;
            for (; due < end; due += intervalNanos) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                work.once(caller);
                if (due >= begin) {
                    latencies.recordValue(System.nanoTime() - due);
                }
            }
            return System.nanoTime();
        });
    }

    @FunctionalInterface
    private interface Loop {
        /** Works until the end, recording what begins after the beginning; returns when it ended. */
        long work(int caller, long beginNanos, long endNanos, Histogram latenciesNanos) throws Exception;
    }

    private static Tally run(int callers, Duration time, Loop loop) throws InterruptedException {
        ExecutorService crowd = Executors.newFixedThreadPool(callers);
        long[] begin = new long[1];
        CyclicBarrier start =
                new CyclicBarrier(callers, () -> begin[0] = System.nanoTime() + time.toNanos() * LEAD_IN_PERCENT / 100);
        try {
            List<Callable<Share>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                all.add(() -> {
                    Histogram latencies = new Histogram(DIGITS);
                    start.await();
                    return new Share(latencies, loop.work(caller, begin[0], begin[0] + time.toNanos(), latencies));
                });
            }
            Histogram sum = new Histogram(DIGITS);
            long end = begin[0];
            for (Future<Share> one : crowd.invokeAll(all)) {
                Share share = one.get();
                sum.add(share.latenciesNanos());
                end = Math.max(end, share.endNanos());
            }
            return Tally.of(sum, end - begin[0]);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A measured operation failed", e.getCause());
        } finally {
            crowd.shutdownNow();
        }
    }
}
