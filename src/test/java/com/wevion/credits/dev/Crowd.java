package com.wevion.credits.dev;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same thing in many threads that begin at the same moment. */
public final class Crowd {
    private static final int TIMEOUT_SECONDS = 120;

    /** The result of one thread: a value or an exception. */
    public record Result<T>(T value, Throwable thrown) {}

    /** The work of each thread, by its number. */
    @FunctionalInterface
    public interface Work<T> {
        T by(int number) throws Exception;
    }

    private Crowd() {}

    public static <T> List<Result<T>> of(int threads, Work<T> work) throws InterruptedException {
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(() -> {
                    start.await();
                    return work.by(number);
                });
            }
            List<Result<T>> results = new ArrayList<>();
            for (Future<T> one : crowd.invokeAll(all, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                results.add(result(one));
            }
            return results;
        } finally {
            crowd.shutdownNow();
        }
    }

    private static <T> Result<T> result(Future<T> one) throws InterruptedException {
        try {
            return new Result<>(one.get(), null);
        } catch (ExecutionException e) {
            return new Result<>(null, e.getCause());
        }
    }
}
