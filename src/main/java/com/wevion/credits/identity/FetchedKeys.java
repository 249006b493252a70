package com.wevion.credits.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.wevion.credits.platform.OneLine;
import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keys that an issuer has at an address. One thread fetches them before they age, and callers with a known key continue
 * with it: even while the address is down, slow or gives something else, for as long as an outage may last. An unknown key
 * is fetched at once, though not too often; a few callers may wait for that, and not for long.
 */
final class FetchedKeys implements IssuerKeys, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FetchedKeys.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int LONGEST_PAUSE_SHIFT = 6;
    private static final int SOON_PERCENT = 90;
    private static final int MAX_ASKED = 2;

    /**
     * The times and limits of fetching.
     *
     * @param refresh after which they are fetched again, so that a withdrawn key is accepted for no longer
     * @param unknown between two fetches for unknown keys
     * @param outage for which they serve beyond that while they cannot be fetched
     * @param longestWait for which a caller waits for an unknown key
     * @param waiting has a permit for each caller that may wait at a time
     */
    record Limits(Duration refresh, Duration unknown, Duration outage, Duration longestWait, Semaphore waiting) {}

    private record Known(List<JWK> keys, long atNanos) {}

    private final String issuer;
    private final Callable<JWKSet> fetch;
    private final Limits limits;
    private final Ticker ticker;
    private final ScheduledExecutorService thread;

    private volatile Known known;
    private volatile int failures;

    // Guarded by this: the fetch that is under way, if one is; when the last one began, and the last one that was asked
    // for.
    private CompletableFuture<Void> running;
    private Long beganNanos;
    private Long askedNanos;

    /** @param fetch asks the issuer, within time-outs of its own */
    FetchedKeys(String issuer, Callable<JWKSet> fetch, Limits limits, Ticker ticker, ThreadFactory threads) {
        this.issuer = issuer;
        this.fetch = fetch;
        this.limits = limits;
        this.ticker = ticker;
        this.thread = Executors.newSingleThreadScheduledExecutor(threads);
        thread.scheduleWithFixedDelay(this::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public List<JWK> matching(JWKSelector selector) {
        long untilNanos = System.nanoTime() + limits.longestWait().toNanos();
        List<JWK> found = known(selector);
        // A fetch that is under way may have begun before the key was there, so that another one is asked for.
        for (int asked = 0; found.isEmpty() && asked < MAX_ASKED; asked++) {
            askFor().ifPresent(fetching -> awaitAnswer(fetching, untilNanos));
            found = known(selector);
        }
        if (found.isEmpty() && (failures > 0 || usable().isEmpty())) {
            throw away();
        }
        return found;
    }

    private List<JWK> known(JWKSelector selector) {
        return usable().map(known -> selector.select(new JWKSet(known.keys()))).orElse(List.of());
    }

    private Optional<Known> usable() {
        return Optional.ofNullable(known)
                .filter(each -> since(each.atNanos()).minus(limits.refresh()).compareTo(limits.outage()) < 0);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(ticker.read() - nanos);
    }

    /**
     * The fetch that may bring an unknown key; empty if one was requested just now. Those that nobody requested do not
     * count, or a key that an issuer uses right after one of them would be refused.
     */
    private synchronized Optional<CompletableFuture<Void>> askFor() {
        if (running == null) {
            if (askedNanos != null && since(askedNanos).compareTo(limits.unknown()) < 0) {
                return Optional.empty();
            }
            askedNanos = ticker.read();
        }
        return Optional.of(begin());
    }

    /** The fetch that is under way, or else begins. */
    synchronized CompletableFuture<Void> begin() {
        if (running == null) {
            beganNanos = ticker.read();
            running = CompletableFuture.runAsync(this::fetch, thread);
        }
        return running;
    }

    private void awaitAnswer(CompletableFuture<Void> fetching, long untilNanos) {
        if (!limits.waiting().tryAcquire()) {
            throw away();
        }
        try {
            fetching.get(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        } finally {
            limits.waiting().release();
        }
    }

    private Unavailable away() {
        return new Unavailable("The keys of the issuer " + issuer + " cannot be fetched at the moment.");
    }

    /** Begins a fetch before the keys age, and after a failure when it is time to try again. */
    private void look() {
        Duration soon = limits.refresh().multipliedBy(SOON_PERCENT).dividedBy(100);
        boolean agesSoon = known == null || since(known.atNanos()).compareTo(soon) >= 0;
        if (agesSoon && isTimeToTry()) {
            begin();
        }
    }

    private synchronized boolean isTimeToTry() {
        boolean failed = failures > 0 && since(beganNanos).compareTo(pause()) < 0;
        return running == null && !failed;
    }

    /** It grows, but no longer than keys are good for: one that was withdrawn meanwhile stops as soon as after a success. */
    private Duration pause() {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, LONGEST_PAUSE_SHIFT));
        return pause.compareTo(limits.refresh()) < 0 ? pause : limits.refresh();
    }

    private void fetch() {
        try {
            List<JWK> fetched = fetch.call().getKeys();
            if (fetched.isEmpty()) {
                throw new IllegalStateException("there are none");
            }
            known = new Known(fetched.stream().map(this::asKnown).toList(), ticker.read());
            if (failures > 0) {
                LOG.log(Level.INFO, "The keys of the issuer {0} are fetched again.", issuer);
            }
            failures = 0;
        } catch (Exception | Error e) { // any exception: known keys serve, and there will be another try
            if (failures == 0) {
                LOG.log(Level.WARNING, "The keys of the issuer {0} could not be fetched: {1}", new Object[] {
                    issuer, OneLine.of(e.toString())
                });
            }
            failures++;
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        running = null;
    }

    /** An unchanged key stays the same object, by which {@link #holds} knows it. */
    private JWK asKnown(JWK key) {
        Known before = known;
        return before == null
                ? key
                : before.keys().stream().filter(key::equals).findFirst().orElse(key);
    }

    @Override
    public boolean holds(JWK key) {
        return usable().filter(each -> each.keys().stream().anyMatch(other -> other == key))
                .isPresent();
    }

    /** The time since they were fetched; empty if they never were. */
    Optional<Duration> age() {
        return Optional.ofNullable(known).map(each -> since(each.atNanos()));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
