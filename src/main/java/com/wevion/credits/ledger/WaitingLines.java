package com.wevion.credits.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operations that wait: a line for each account, in their order of arrival. An account is in at most one batch at a
 * time. Not thread-safe; the combiner guards it by its lock.
 */
final class WaitingLines {
    private static final class Line {
        final Deque<Ticket> tickets = new ArrayDeque<>();
        boolean inBatch;
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
                    .mapToLong(same -> same.get(0).sinceNanos())
                    .reduce((one, other) -> one - other < 0 ? one : other)
                    .orElseThrow();
        }
    }

    private final Map<Long, Line> lines = new HashMap<>();
    /** Accounts with somebody waiting that are in no batch. */
    private final Deque<Long> ready = new ArrayDeque<>();

    private int length;

    /** How many tickets wait. */
    int length() {
        return length;
    }

    boolean isReady() {
        return !ready.isEmpty();
    }

    void add(Ticket ticket) {
        length++;
        long account = ticket.operation().accountId();
        Line line = lines.computeIfAbsent(account, id -> new Line());
        line.tickets.add(ticket);
        if (!line.inBatch && line.tickets.size() == 1) {
            ready.add(account);
        }
    }

    /** Takes what has waited longest, account by account; {@link #release} the accounts afterwards. */
    Taken take(int most) {
        List<Long> accounts = new ArrayList<>();
        Map<Object, List<Ticket>> batch = new LinkedHashMap<>();
        int taken = 0;
        while (!ready.isEmpty() && taken < most) {
            long account = ready.poll();
            accounts.add(account);
            taken += take(lines.get(account), batch, most - taken);
        }
        length -= taken;
        return new Taken(accounts, List.copyOf(batch.values()));
    }

    /**
     * Takes from one line. An operation whose identity is in the batch already shares the answer if it repeats that one,
     * and otherwise waits for the next batch, with all behind it.
     */
    private static int take(Line line, Map<Object, List<Ticket>> batch, int most) {
        line.inBatch = true;
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

    /** Lets the accounts of a batch into the next one. */
    void release(List<Long> accounts) {
        for (Long account : accounts) {
            Line line = lines.get(account);
            line.inBatch = false;
            if (line.tickets.isEmpty()) {
                lines.remove(account);
            } else {
                ready.add(account);
            }
        }
    }
}
