package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations that wait: a line for each account, in their order of arrival. An account is in at most one batch at a
 * time; one that was put aside is in none until it is asked for by its id. Not thread-safe; the combiner guards it by its lock.
 */
final class WaitingLines {
    /**
     * The tickets that go into one transaction.
     *
     * @param tickets by operation: the first ticket stands for those that repeat it
     */
    record Taken(List<Long> accounts, List<List<Ticket<?>>> tickets) {
        int size() {
            return tickets.stream().mapToInt(List::size).sum();
        }

        /** The time at which the one that came first was taken in. */
        long oldestNanos() {
            return tickets.stream()
                    .map(same -> same.get(0))
                    .min(Ticket.BY_ARRIVAL)
                    .orElseThrow()
                    .sinceNanos();
        }
    }

    private static final int ASSUMED_TIMEOUTS = 10;

    private final LedgerLimits limits;
    private final Map<Long, WaitingLine> lines = new HashMap<>();
    /** Accounts with somebody waiting that are in no batch and not aside. */
    private final Deque<Long> ready = new ArrayDeque<>();
    /** Accounts that are aside. */
    private final List<Long> aside = new ArrayList<>();

    private int length;

    WaitingLines(LedgerLimits limits) {
        this.limits = limits;
    }

    /** The number of tickets that wait. */
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

    /** True if the account of this ticket has so many waiting already that it must not be added. */
    boolean isFull(Ticket<?> ticket) {
        WaitingLine line = lines.get(ticket.operation().accountId());
        return line != null && line.tickets.size() >= limits.accountQueueLength();
    }

    /**
     * True if the account of this ticket has been locked for so long, or has so many waiting, that it must not be added. One may always
     * wait, unless very many are locked: whether the account can be served again is found out by serving it.
     */
    boolean isLocked(Ticket<?> ticket) {
        WaitingLine line = lines.get(ticket.operation().accountId());
        if (line == null || line.asideSinceNanos == null) {
            return false;
        }
        boolean gone = line.seenLocked && line.isAsideFor(limits.locked().timeout());
        return line.stays && line.tickets.size() >= maxAside() || gone && !line.tickets.isEmpty();
    }

    /** The maximum that may wait for each of the accounts that are aside. */
    private int maxAside() {
        return limits.locked().queueLength() / Math.max(1, aside.size());
    }

    void add(Ticket<?> ticket) {
        length++;
        long account = ticket.operation().accountId();
        WaitingLine line = lines.computeIfAbsent(account, id -> new WaitingLine());
        line.tickets.add(ticket);
        if (line.state == WaitingLine.State.WAITING && line.tickets.size() == 1) {
            ready.add(account);
        }
    }

    /** Takes a ticket back out; false if it is in a batch, or was answered. */
    boolean remove(Ticket<?> ticket) {
        long account = ticket.operation().accountId();
        WaitingLine line = lines.get(account);
        if (line == null || !line.tickets.remove(ticket)) {
            return false;
        }
        length--;
        if (line.state == WaitingLine.State.WAITING && line.tickets.isEmpty()) {
            ready.remove(account);
            lines.remove(account);
        }
        return true;
    }

    /** Takes what has waited longest, account by account; {@link #release} the accounts afterwards. */
    Taken take() {
        List<Long> accounts = new ArrayList<>();
        Map<Operation.Subject, List<Ticket<?>>> batch = new LinkedHashMap<>();
        int taken = 0;
        while (!ready.isEmpty() && taken < limits.batchSize()) {
            long account = ready.poll();
            accounts.add(account);
            taken += lines.get(account).take(batch, limits.batchSize() - taken);
        }
        length -= taken;
        return new Taken(accounts, List.copyOf(batch.values()));
    }

    /** Takes what waits for an account that was put aside; release it afterwards. */
    Taken takeAside(Long account) {
        Map<Operation.Subject, List<Ticket<?>>> batch = new LinkedHashMap<>();
        aside.remove(account);
        length -= lines.get(account).take(batch, limits.batchSize());
        return new Taken(List.of(account), List.copyOf(batch.values()));
    }

    /** Puts the account of tickets that are in a batch aside, and them back to where they were in its line. */
    void putAside(Long account, List<Ticket<?>> tickets) {
        lines.get(account).putAside(tickets);
        length += tickets.size();
        aside.add(account);
    }

    /**
     * Notes which accounts that are aside are locked now.
     *
     * @return those with somebody waiting that are not, and of the others the one that was not tried for the longest time: on an
     *     account for which several servers wait in turn, who only looks may never find it free
     */
    List<Long> toServe(Set<Long> locked) {
        List<Long> free = new ArrayList<>();
        Long longest = null;
        for (Long account : List.copyOf(aside)) {
            WaitingLine line = lines.get(account);
            boolean wasLocked = line.seenLocked;
            line.seenLocked = locked.contains(account);
            line.stays |= line.seenLocked;
            if (line.tickets.isEmpty()) {
                forgetIfFree(account, line, wasLocked);
            } else if (!line.seenLocked) {
                free.add(account);
            } else if (longest == null || line.triedNanos - lines.get(longest).triedNanos < 0) {
                longest = account;
            }
        }
        if (longest != null) {
            free.add(longest);
        }
        return free;
    }

    /** A lock on another row than the account's is not seen to end, so it is assumed to last for a while. */
    private void forgetIfFree(Long account, WaitingLine line, boolean wasLocked) {
        boolean isLongAgo = System.nanoTime() - line.triedNanos
                >= limits.locked().timeout().multipliedBy(ASSUMED_TIMEOUTS).toNanos();
        if (!line.seenLocked && (wasLocked || isLongAgo)) {
            aside.remove(account);
            lines.remove(account);
        }
    }

    /** Takes out what has waited for too long for an account that is aside, and what came last where too much waits. */
    List<Ticket<?>> removeImpatient() {
        List<Ticket<?>> removed = new ArrayList<>();
        long now = System.nanoTime();
        for (WaitingLine line : aside.stream().map(lines::get).toList()) {
            while (line.stays && line.tickets.size() > maxAside()) {
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
        WaitingLine line = lines.get(account);
        line.release();
        if (line.tickets.isEmpty()) {
            lines.remove(account);
        } else {
            ready.add(account);
        }
    }
}
