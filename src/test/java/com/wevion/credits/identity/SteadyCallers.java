package com.wevion.credits.identity;

import static org.awaitility.Awaitility.await;

import com.wevion.credits.dev.Api;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Callers that ask the same all the time, each in a thread of its own, and what became of their requests. */
final class SteadyCallers implements AutoCloseable {
    private final ScheduledExecutorService threads;
    private final Predicate<Api.Answer> right;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /**
     * Starts the callers.
     *
     * @param right accepts the expected answers
     * @param requests the request of each caller
     */
    SteadyCallers(Duration pause, Predicate<Api.Answer> right, List<Supplier<Api.Answer>> requests) {
        this.right = right;
        threads = Executors.newScheduledThreadPool(requests.size());
        requests.forEach(request ->
                threads.scheduleWithFixedDelay(() -> ask(request), 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void ask(Supplier<Api.Answer> request) {
        long began = System.nanoTime();
        try {
            Api.Answer answer = request.get();
            if (!right.test(answer)) {
                failures.add(answer.status() + " " + answer.body());
            }
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                failures.add(e.toString());
            }
        }
        longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
        answers.incrementAndGet();
    }

    /** The number of requests that have ended. */
    long answers() {
        return answers.get();
    }

    /** The answers that were not as expected. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** The time of the slowest request since the last call. */
    Duration slowest() {
        return Duration.ofNanos(longestNanos.getAndSet(0));
    }

    /** Asks no more, and returns once every request has ended. */
    @Override
    public void close() {
        threads.shutdown();
        await().atMost(Duration.ofMinutes(1)).until(threads::isTerminated);
    }
}
