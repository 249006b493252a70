package com.wevion.credits.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Remembers for a while what was read about subjects, each under several keys. What has changed is forgotten at once, also what is
 * being read at that moment: it is an answer for those who asked before the change, and for nobody after. Thread-safe.
 *
 * @param <S> what changes as a whole
 * @param <K> what is read of it
 */
public final class Remembered<S, K, V> {
    /** A subject from one change to the next. */
    private static final class Edition {}

    /** A reading belongs to the edition in which it began, whenever it ends; editions are told apart by identity. */
    private record Place<K>(Edition edition, K key) {}

    private final Cache<S, Edition> editions;
    private final Cache<Place<K>, CompletableFuture<V>> values;

    /**
     * Remembers nothing yet.
     *
     * @param max how many values, and how many subjects
     */
    public Remembered(Duration kept, long max) {
        // After as long without a question nothing of the subject is remembered any more.
        editions =
                Caffeine.newBuilder().expireAfterAccess(kept).maximumSize(max).build();
        values = Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(max).build();
    }

    /**
     * What is remembered, or else read, once for all who ask meanwhile; a failure is not remembered. It is read outside of the memory,
     * which would keep others waiting who ask for what lies near it there.
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

    /** What the other reading comes to, its failure included. */
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
