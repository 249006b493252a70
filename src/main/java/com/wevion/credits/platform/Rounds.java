package com.wevion.credits.platform;

import com.wevion.credits.platform.trace.Trace;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The periodic work of this server, outside of transactions. It begins when the migrations are done: features with periodic work observe
 * this as an event. Each round has a thread of its own, so that a slow one delays no other, and never overlaps itself: the interval begins
 * when it ends. A failed round runs again after the interval like any other. None begins once the server stops, which waits for the running
 * ones. Thread-safe.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rounds.class.getName());

    private static final double NANOS_PER_SECOND = 1e9;
    /** Rounds that come more often are in no trace: they would fill the collector with looks at nothing. */
    private static final Duration FREQUENT = Duration.ofSeconds(1);

    private final RunningWork running;
    private final MeterRegistry meters;
    private final ScheduledThreadPoolExecutor threads;
    private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "?");

    /**
     * No round yet.
     *
     * @param running knows whether the server stops, and what it waits for then
     * @param meters gets {@code credits.rounds}, how often and for how long each round has run, by name and outcome,
     *     its interval, and how long ago it has succeeded last
     */
    public Rounds(ThreadFactory threads, RunningWork running, MeterRegistry meters) {
        this.running = running;
        this.meters = meters;
        this.threads = new ScheduledThreadPoolExecutor(0, threads);
    }

    /**
     * Has work done again and again, for the first time when the interval is over.
     *
     * @param name of the round in the log and at {@code /metrics}
     * @param interval between the end of one round and the beginning of the next
     * @throws IllegalArgumentException if the interval is not positive
     */
    public void every(String name, Duration interval, Runnable work) {
        begin(interval, new Round(name, interval, work));
    }

    /** Does the same, for the first time at once. */
    public void atOnceAndEvery(String name, Duration interval, Runnable work) {
        begin(Duration.ZERO, new Round(name, interval, work));
    }

    private synchronized void begin(Duration first, Round round) {
        threads.setCorePoolSize(threads.getCorePoolSize() + 1);
        threads.scheduleWithFixedDelay(round, first.toMillis(), round.interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Works on each item that is due, as part of a round. An item that fails is retried later, the log says why, and the others are still
     * worked on.
     *
     * @param id names it in the log
     */
    public <T> void each(Collection<T> due, Function<? super T, ?> id, Consumer<? super T> work) {
        due.forEach(one -> attempt(one, id, work));
    }

    /** Does the same with what is claimed one after the other, until there is none. */
    public <T> void eachNext(Supplier<Optional<T>> claim, Function<? super T, ?> id, Consumer<? super T> work) {
        for (Optional<T> next = claim.get(); next.isPresent(); next = claim.get()) {
            attempt(next.get(), id, work);
        }
    }

    private <T> void attempt(T one, Function<? super T, ?> id, Consumer<? super T> work) {
        try {
            work.accept(one);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Round {0} leaves {1} for later: {2}", new Object[] {
                current.get(), id.apply(one), OneLine.of(String.valueOf(e.getMessage()))
            });
        }
    }

    /** Ends all rounds; one that runs comes to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private final class Round implements Runnable {
        private final String name;
        private final Duration interval;
        private final Runnable work;
        private final Timer done;
        private final Timer failed;
        /** The failure that is already in the log; null after a round that went well. */
        private String failure;

        /** Time of the last success by {@link System#nanoTime}; of the beginning before the first one. */
        private volatile long succeededNanos = System.nanoTime();

        Round(String name, Duration interval, Runnable work) {
            this.name = name;
            this.interval = interval;
            this.work = work;
            this.done = timer("DONE");
            this.failed = timer("FAILED");
            gauge(
                    "credits.rounds.age",
                    "Seconds since a round's last success, or since the server's start before the first one",
                    () -> (System.nanoTime() - succeededNanos) / NANOS_PER_SECOND);
            gauge(
                    "credits.rounds.interval",
                    "Seconds from the end of a round to the beginning of the next",
                    () -> interval.toNanos() / NANOS_PER_SECOND);
        }

        private void gauge(String metric, String description, Supplier<Number> value) {
            Gauge.builder(metric, value)
                    .description(description)
                    .baseUnit("seconds")
                    .tag("name", name)
                    .register(meters);
        }

        private Timer timer(String outcome) {
            return Timer.builder("credits.rounds")
                    .description("Rounds of the work that this server does again and again")
                    .tag("name", name)
                    .tag("outcome", outcome)
                    .register(meters);
        }

        @Override
        public void run() {
            if (!running.begin()) {
                return;
            }
            current.set(name);
            long began = System.nanoTime();
            Timer outcome = failed;
            try {
                trace().in(() -> {
                    work.run();
                    return null;
                });
                outcome = done;
                succeeded();
            } catch (RuntimeException | Error e) { // whatever it is: there would be no further round
                failed(e);
            } finally {
                outcome.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
                running.end();
            }
        }

        private Trace trace() {
            return interval.compareTo(FREQUENT) < 0 ? Trace.untraced() : Trace.alone("round " + name);
        }

        private void succeeded() {
            succeededNanos = System.nanoTime();
            if (failure != null) {
                LOG.log(Level.INFO, "Round {0} succeeds again", name);
            }
            failure = null;
        }

        /** Warns of each failure once, as an outage lasts for many rounds. */
        private void failed(Throwable e) {
            String told = OneLine.of(e.toString());
            LOG.log(
                    told.equals(failure) ? Level.FINE : Level.WARNING,
                    "Round {0} failed, the next one comes in {1}: {2}",
                    new Object[] {name, interval, told});
            failure = told;
        }
    }
}
