package com.wevion.credits.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations that wait: a line for each account, in their order of arrival. An account is in at most one batch at a
 * time; one that was put aside is in none until it is asked for by its id. Not thread-safe; the combiner guards it by its lock.
 */
final class WaitingLines {
    private enum State {
        WAITING,
        IN_BATCH,
        ASIDE
    }

    private static final class Line {
        final Deque<Ticket> tickets = new ArrayDeque<>();
        State state = State.WAITING;
        /** When it was put aside, and has not been served since; null otherwise. */
        Long asideSinceNanos;

        boolean isAsideFor(Duration time) {
            return asideSinceNanos != null && System.nanoTime() - asideSinceNanos >= time.toNanos();
        }
    }

    /**
     * What goes into one transaction.
     *
     * @param tickets by operation: the first ticket stands for those that repeat it
     */
    record Taken(List<Long> accounts, List<List<Ticket>> tickets) {
        int size() {
            return tickets.stream().mapToInt(List::size).sum();
        }

        /** When the one that came first was taken in. */
        long oldestNanos() {
            return tickets.stream()
                    .map(same -> same.get(0))
                    .min(Ticket.BY_ARRIVAL)
                    .orElseThrow()
                    .sinceNanos();
        }
    }

    private final LedgerLimits limits;
    private final Map<Long, Line> lines = new HashMap<>();
    /** Accounts with somebody waiting that are in no batch and not aside. */
    private final Deque<Long> ready = new ArrayDeque<>();
    /** Accounts that are aside. */
    private final List<Long> aside = new ArrayList<>();

    private int length;

    WaitingLines(LedgerLimits limits) {
        this.limits = limits;
    }

    /** How many tickets wait. */
    int length() {
        return length;
    }

    boolean isReady() {
        return !ready.isEmpty();
    }

    /** The accounts that are aside. */
    List<Long> aside() {
        return List.copyOf(aside);
    }

    /** Whether the account of this ticket has so many waiting already that it must not be added. */
    boolean isFull(Ticket ticket) {
        Line line = lines.get(ticket.operation().accountId());
        return line != null && line.tickets.size() >= limits.accountQueueLength();
    }

    /** Whether the account of this ticket has been locked for so long, or for so many, that it must not be added. */
    boolean isLocked(Ticket ticket) {
        Line line = lines.get(ticket.operation().accountId());
        return line != null
                && (line.isAsideFor(limits.locked().timeout())
                        || line.isAsideFor(limits.locked().pause())
                                && line.tickets.size() >= limits.locked().queueLength());
    }

    void add(Ticket ticket) {
        length++;
        long account = ticket.operation().accountId();
        Line line = lines.computeIfAbsent(account, id -> new Line());
        line.tickets.add(ticket);
        if (line.state == State.WAITING && line.tickets.size() == 1) {
            ready.add(account);
        }
    }

    /** Takes a ticket back out; false if it is in a batch, or was answered. */
    boolean remove(Ticket ticket) {
        long account = ticket.operation().accountId();
        Line line = lines.get(account);
        if (line == null || !line.tickets.remove(ticket)) {
            return false;
        }
        length--;
        if (line.state == State.WAITING && line.tickets.isEmpty()) {
            ready.remove(account);
            lines.remove(account);
        }
        return true;
    }

    /** Takes what has waited longest, account by account; {@link #release} the accounts afterwards. */
    Taken take() {
        List<Long> accounts = new ArrayList<>();
        Map<Object, List<Ticket>> batch = new LinkedHashMap<>();
        int taken = 0;
        while (!ready.isEmpty() && taken < limits.batchSize()) {
            long account = ready.poll();
            accounts.add(account);
            taken += take(lines.get(account), batch, limits.batchSize() - taken);
        }
        length -= taken;
        return new Taken(accounts, List.copyOf(batch.values()));
    }

    /** Takes what waits for an account that was put aside; release it afterwards. */
    Taken takeAside(Long account) {
        Map<Object, List<Ticket>> batch = new LinkedHashMap<>();
        aside.remove(account);
        length -= take(lines.get(account), batch, limits.batchSize());
        return new Taken(List.of(account), List.copyOf(batch.values()));
    }

    /**
     * Takes from one line. An operation whose identity is in the batch already shares the answer if it repeats that one,
     * and otherwise waits for the next batch, with all behind it.
     */
    private static int take(Line line, Map<Object, List<Ticket>> batch, int most) {
        line.state = State.IN_BATCH;
        int taken = 0;
        while (taken < most && !line.tickets.isEmpty()) {
            Operation next = line.tickets.peek().operation();
            List<Ticket> same = batch.computeIfAbsent(next.identity(), identity -> new ArrayList<>(1));
            if (!same.isEmpty() && !next.repeats(same.get(0).operation())) {
                break;
            }
            same.add(line.tickets.poll());
            taken++;
        }
        return taken;
    }

    /** Puts the account of tickets that are in a batch aside, and them back to where they were in its line. */
    void putAside(Long account, List<Ticket> tickets) {
        Line line = lines.get(account);
        List<Ticket> ordered = tickets.stream().sorted(Ticket.BY_ARRIVAL).toList();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            line.tickets.addFirst(ordered.get(i));
        }
        length += tickets.size();
        line.state = State.ASIDE;
        if (line.asideSinceNanos == null) {
            line.asideSinceNanos = System.nanoTime();
        }
        aside.add(account);
    }

    /** Takes out what has waited for too long for an account that is aside, and what came last where too much waits. */
    List<Ticket> removeImpatient() {
        List<Ticket> removed = new ArrayList<>();
        long now = System.nanoTime();
        for (Line line : aside.stream().map(lines::get).toList()) {
            boolean stays = line.isAsideFor(limits.locked().pause());
            while (stays && line.tickets.size() > limits.locked().queueLength()) {
                removed.add(line.tickets.pollLast());
            }
            while (!line.tickets.isEmpty()
                    && now - line.tickets.peek().sinceNanos()
                            >= limits.locked().timeout().toNanos()) {
                removed.add(line.tickets.poll());
            }
        }
        length -= removed.size();
        return removed;
    }

    /** Forgets accounts that are aside and for which nobody waits. */
    void forgetIdle() {
        aside.removeIf(account -> lines.get(account).tickets.isEmpty() && lines.remove(account) != null);
    }

    /** Lets an account that was in a batch into the next one. */
    void release(Long account) {
        Line line = lines.get(account);
        line.state = State.WAITING;
        line.asideSinceNanos = null;
        if (line.tickets.isEmpty()) {
            lines.remove(account);
        } else {
            ready.add(account);
        }
    }
}
