package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The operations that wait for one account, in their order of arrival. Not thread-safe. */
final class WaitingLine {
    enum State {
        WAITING,
        IN_BATCH,
        ASIDE
    }

    final Deque<Ticket<?>> tickets = new ArrayDeque<>();
    State state = State.WAITING;
    /** The time at which it was put aside, if it has not been served since; null otherwise. */
    Long asideSinceNanos;
    /** The time at which it was last tried, in vain. */
    long triedNanos;
    /** True if it could not be served either when it was looked after by itself. */
    boolean stays;
    /** True if its account's own row was locked at the last look. */
    boolean seenLocked;

    boolean isAsideFor(Duration time) {
        return asideSinceNanos != null && System.nanoTime() - asideSinceNanos >= time.toNanos();
    }

    /**
     * Takes what goes into a batch. An operation whose subject is in it already shares the answer if it repeats that one, and otherwise
     * waits for the next batch, with all behind it.
     *
     * @return the number that was taken
     */
    int take(Map<Operation.Subject, List<Ticket<?>>> batch, int max) {
        state = State.IN_BATCH;
        int taken = 0;
        while (taken < max && !tickets.isEmpty()) {
            Operation<?> next = tickets.peek().operation();
            List<Ticket<?>> same = batch.computeIfAbsent(next.subject(), subject -> new ArrayList<>(1));
            if (!same.isEmpty() && !next.repeats(same.get(0).operation())) {
                break;
            }
            same.add(tickets.poll());
            taken++;
        }
        return taken;
    }

    /** Puts it aside, with what was taken from it back to where it was. */
    void putAside(List<Ticket<?>> taken) {
        List<Ticket<?>> ordered = taken.stream().sorted(Ticket.BY_ARRIVAL).toList();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            tickets.addFirst(ordered.get(i));
        }
        state = State.ASIDE;
        triedNanos = System.nanoTime();
        stays = asideSinceNanos != null;
        if (asideSinceNanos == null) {
            asideSinceNanos = triedNanos;
        }
    }

    /** Notes that it has been served. */
    void release() {
        state = State.WAITING;
        asideSinceNanos = null;
        stays = false;
        seenLocked = false;
    }
}
