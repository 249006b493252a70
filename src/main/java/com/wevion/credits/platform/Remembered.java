package com.wevion.credits.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
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
    private record Place(Edition edition, Object key) {}

    private final Cache<S, Edition> editions;
    private final Cache<Place, V> values;

    /**
     * Remembers nothing yet.
     *
     * @param most how many values, and how many subjects
     */
    public Remembered(Duration kept, long most) {
        // After as long without a question nothing of the subject is remembered any more.
        editions =
                Caffeine.newBuilder().expireAfterAccess(kept).maximumSize(most).build();
        values = Caffeine.newBuilder().expireAfterWrite(kept).maximumSize(most).build();
    }

    /** What is remembered, or else read, once for all who ask meanwhile; a failure is not remembered. */
    public V get(S subject, K key, Supplier<V> reading) {
        Edition edition = editions.get(subject, changed -> new Edition());
        return values.get(new Place(edition, key), place -> reading.get());
    }

    /** To be called once a change can be read, so after its commit. */
    public void forget(S subject) {
        editions.invalidate(subject);
    }
}
