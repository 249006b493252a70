package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Decision;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.platform.Unavailable;
import com.wevion.credits.platform.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts batches and answers their tickets, which come by operation: the first one stands for those that repeat it. A batch
 * that fails is split, so that nobody fails or waits for another one's sake.
 */
final class Batches {
    private final Poster poster;

    Batches(Poster poster) {
        this.poster = poster;
    }

    /** Posts a batch. Its tickets are answered, but for those of accounts of which something is locked: they are returned, by account. */
    Map<Long, List<Ticket<?>>> apply(List<List<Ticket<?>>> batch) {
        Map<Long, List<Ticket<?>>> locked = new LinkedHashMap<>();
        apply(batch, locked, true);
        return locked;
    }

    private void apply(List<List<Ticket<?>>> batch, Map<Long, List<Ticket<?>>> locked, boolean first) {
        try {
            post(batch);
        } catch (Poster.RowLocked e) {
            try {
                applyUnlocked(batch, locked, first && e.isLock());
            } catch (RuntimeException | Error failure) { // the database is away, or worse
                fail(batch, failure);
            }
        } catch (Unavailable e) {
            fail(batch, e);
        } catch (Poster.Rejected | RuntimeException | Error e) {
            if (batch.size() == 1) {
                fail(batch, e);
            } else {
                byAccount(batch).forEach((account, tickets) -> applyOneByOne(account, tickets, locked));
            }
        }
    }

    private void post(List<List<Ticket<?>>> batch) throws Poster.Rejected, Poster.RowLocked {
        List<Operation<?>> operations = new ArrayList<>(batch.size());
        batch.forEach(same -> operations.add(same.get(0).operation()));
        List<Decision<?>> decisions = poster.post(operations, places(batch));
        for (int row = 0; row < decisions.size(); row++) {
            answer(batch.get(row), decisions.get(row));
        }
    }

    /**
     * Posts what is not locked. Where that is not to be seen, the lock has ended since, and the batch goes again; or some other row is
     * locked, and each account is left to be tried by itself.
     */
    private void applyUnlocked(List<List<Ticket<?>>> batch, Map<Long, List<Ticket<?>>> locked, boolean goesAgain) {
        Map<Long, List<List<Ticket<?>>>> byAccount = byAccount(batch);
        Set<Long> seen = poster.locked(byAccount.keySet());
        if (seen.isEmpty() && goesAgain) {
            apply(batch, locked, false);
            return;
        }
        List<List<Ticket<?>>> free = new ArrayList<>();
        byAccount.forEach((account, tickets) -> {
            if (seen.isEmpty() || seen.contains(account)) {
                locked.put(account, flat(tickets));
            } else {
                free.addAll(tickets);
            }
        });
        if (!free.isEmpty()) {
            apply(free, locked, true);
        }
    }

    private void applyOneByOne(Long account, List<List<Ticket<?>>> tickets, Map<Long, List<Ticket<?>>> locked) {
        for (int i = 0; i < tickets.size(); i++) {
            List<List<Ticket<?>>> one = List.of(tickets.get(i));
            try {
                post(one);
            } catch (Poster.RowLocked e) {
                locked.put(account, flat(tickets.subList(i, tickets.size())));
                return;
            } catch (Poster.Rejected | RuntimeException | Error e) {
                fail(one, e);
            }
        }
    }

    private static Map<Long, List<List<Ticket<?>>>> byAccount(List<List<Ticket<?>>> batch) {
        Map<Long, List<List<Ticket<?>>>> byAccount = new LinkedHashMap<>();
        batch.forEach(same -> byAccount
                .computeIfAbsent(same.get(0).operation().accountId(), account -> new ArrayList<>())
                .add(same));
        return byAccount;
    }

    private static List<Trace.Place> places(List<List<Ticket<?>>> batch) {
        return flat(batch).stream().map(Ticket::place).toList();
    }

    private static List<Ticket<?>> flat(List<List<Ticket<?>>> tickets) {
        return tickets.stream().flatMap(List::stream).toList();
    }

    /** The decision is about the first one's operation, and those that repeat it are of its kind: all have one type of answer. */
    @SuppressWarnings("unchecked")
    private static <A> void answer(List<Ticket<?>> same, Decision<A> decision) {
        Ticket<A> first = (Ticket<A>) same.get(0);
        first.decided(decision);
        for (Ticket<?> repetition : same.subList(1, same.size())) {
            ((Ticket<A>) repetition).decided(decision.again(first.operation()));
        }
    }

    private static void fail(List<List<Ticket<?>>> batch, Throwable cause) {
        flat(batch).forEach(ticket -> ticket.fail(cause));
    }
}
