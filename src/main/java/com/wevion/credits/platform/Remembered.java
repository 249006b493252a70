package com.wevion.credits.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A cache of values read about subjects, each under several keys. A change of a subject discards its values at once, also those just being
 * read: these answer the callers who asked before the change, and nobody after. Thread-safe.
 *
 * @param <S> the type of subject, which changes as a whole
 * @param <K> the type of key within a subject
 */
public final class Remembered<S, K, V> {
    /** A subject from one change to the next. */
    private static final class Edition {}

    /** A reading belongs to the edition in which it began, whenever it ends; editions are told apart by identity. */
    private record Place<K>(Edition edition, K key) {}

    private final Cache<S, Edition> editions;
    private final Cache<Place<K>, CompletableFuture<V>> values;

    /**
     * An empty cache.
     *
     * @param max the most values, and the most subjects
     */
    public Remembered(Duration kept, long max) {
        // After as long without a question nothing of the subject is remembered any more.
        editions =
                Caffeine.newBuilder().expireAfterAccess(kept).maximumSize(max).build();
        values = Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(max).build();
    }

    /**
     * Returns the cached value, or else reads it, once for all who ask meanwhile; a failure is not cached. The reading takes place outside
     * of the cache, which would otherwise block callers of neighbouring keys.
     */
    public V get(S subject, K key, Supplier<V> reading) {
        Place<K> place = new Place<>(editions.get(subject, changed -> new Edition()), key);
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> earlier = values.asMap().putIfAbsent(place, mine);
        return earlier == null ? read(place, mine, reading) : await(earlier);
    }

    private V read(Place<K> place, CompletableFuture<V> mine, Supplier<V> reading) {
        try {
            mine.complete(reading.get());
            return mine.join();
        } catch (RuntimeException | Error e) {
            values.asMap().remove(place, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** Waits for the other reading, and returns its result or throws its failure. */
    private V await(CompletableFuture<V> earlier) {
        try {
            return earlier.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** To be called once a change can be read, so after its commit. */
    public void forget(S subject) {
        editions.invalidate(subject);
    }
}
