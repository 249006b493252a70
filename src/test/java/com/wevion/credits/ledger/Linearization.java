package com.wevion.credits.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches an order of the events, one after the other and none before another that was answered before it was invoked, in
 * which the reference gives every answer as it was given and ends with the same books (Wing and Gong's search, which
 * remembers where it has been).
 */
final class Linearization {
    private static final int MAX_STEPS = 1_000_000;

    private final List<Event> events;
    private final List<String> books;
    private final int needed;
    private final Set<Object> seen = new HashSet<>();
    private int steps;

    /**
     * @param needed the number of events that must be explained; later ones may have had an effect, whatever they were answered
     * @param books the rows of the books at the end; null if unknown
     */
    private Linearization(List<Event> events, int needed, List<String> books) {
        this.events = events;
        this.needed = needed;
        this.books = books;
    }

    /** True if there is such an order. */
    static boolean explains(ReferenceLedger start, List<Event> history, List<String> books) {
        List<Event> events = byAnswer(history);
        return new Linearization(events, events.size(), books).explains(start, 0);
    }

    /** The fewest events, in the order of their answers, for which there is none, whatever the books say. */
    static int shortestWithout(ReferenceLedger start, List<Event> history) {
        List<Event> events = byAnswer(history);
        for (int count = 1; count < events.size(); count++) {
            long last = events.get(count - 1).answered();
            List<Event> begun =
                    events.stream().filter(event -> event.invoked() < last).toList();
            if (!new Linearization(begun, count, null).explains(start, 0)) {
                return count;
            }
        }
        return events.size();
    }

    static List<Event> byAnswer(List<Event> history) {
        return history.stream()
                .sorted(Comparator.comparingLong(Event::answered))
                .toList();
    }

    private boolean explains(ReferenceLedger state, long done) {
        if (++steps > MAX_STEPS) {
            throw new IllegalStateException("No order found in " + MAX_STEPS + " steps");
        }
        if (Long.numberOfTrailingZeros(~done) >= needed) {
            return books == null || books.equals(state.rows());
        }
        long soonest = Long.MAX_VALUE;
        for (int i = 0; i < events.size(); i++) {
            if ((done >> i & 1) == 0) {
                soonest = Math.min(soonest, events.get(i).answered());
            }
        }
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if ((done >> i & 1) == 0 && event.invoked() < soonest && explainsWith(state, done, i, event)) {
                return true;
            }
        }
        return false;
    }

    private boolean explainsWith(ReferenceLedger state, long done, int index, Event event) {
        for (Instant clock : event.clocks()) {
            ReferenceLedger next = state.copy();
            Object answer = next.apply(event.operation(), clock);
            if (index >= needed || answer.equals(event.answer())) {
                long then = done | 1L << index;
                if (seen.add(List.of(then, next.rows())) && explains(next, then)) {
                    return true;
                }
            }
        }
        return false;
    }
}
