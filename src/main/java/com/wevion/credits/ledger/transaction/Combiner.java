package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.decision.Memory;
import com.wevion.credits.ledger.operation.Operation;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.platform.OutcomeUnknown;
import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Combines concurrent operations: those that arrive while a transaction runs go together in the next one. There is no
 * timer; a single operation on an idle ledger is posted at once, on its caller's own thread. An account is in at most one
 * transaction at a time, so that those of one node never wait for each other, and its operations keep their order. One that
 * another transaction keeps locked is put aside and looked after by {@link LockedAccounts}, so that nobody else waits for it.
 */
public final class Combiner {
    private static final Logger LOG = Logger.getLogger(Combiner.class.getName());

    private final Batches batches;
    private final LockedAccounts lockedAccounts;
    private final Executor workers;
    private final LedgerLimits limits;
    private final TransactionObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final WaitingLines lines;
    private int leaders;
    private boolean isWatching;
    private boolean stopped;

    /**
     * Begins with nothing that waits.
     *
     * @param dataSource gives connections that take part in no other transaction and commit by themselves
     * @param workers a thread for each transaction that may run, and one more for accounts that are aside
     */
    public Combiner(
            DataSource dataSource,
            Memory memory,
            Executor workers,
            BookTime time,
            LedgerLimits limits,
            TransactionObserver observer) {
        Poster poster = new Poster(dataSource, memory, time);
        this.batches = new Batches(poster);
        this.lockedAccounts = new LockedAccounts(poster, this, limits.locked().pause());
        this.workers = workers;
        this.limits = limits;
        this.observer = observer;
        this.lines = new WaitingLines(limits);
    }

    private <T> T guarded(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** The number of operations that wait for a transaction. */
    public int queueLength() {
        return guarded(lines::length);
    }

    /** The accounts that another transaction keeps locked, as far as it is known. */
    public List<Long> aside() {
        return guarded(lines::aside);
    }

    /**
     * Posts one operation, and returns when its transaction has committed.
     *
     * @throws OperationRefused if it is refused
     * @throws RowsRefused if the database refuses its rows
     * @throws Unavailable if too many operations wait, its account is locked, the ledger stops, or the database is away
     * @throws OutcomeUnknown if the answer takes too long, or the database was lost meanwhile
     */
    public <A> A post(Operation<A> operation) {
        Ticket<A> ticket = new Ticket<>(operation);
        enqueue(List.of(ticket));
        return await(ticket);
    }

    /** As {@link #post}, of an operation that was taken in. */
    public <A> A await(Ticket<A> ticket) {
        try {
            return ticket.await(limits.timeout(), waiting -> guarded(() -> lines.remove(waiting)));
        } catch (Poster.Rejected e) {
            throw new RowsRefused(e.sqlState(), e);
        }
    }

    /** Takes operations in that have nothing to do with each other; the caller awaits each of them. */
    public void enqueue(List<? extends Ticket<?>> tickets) {
        boolean leads = guarded(() -> {
            tickets.forEach(this::takeIn);
            return takeLead();
        });
        if (leads) {
            lead();
        }
    }

    private void takeIn(Ticket<?> ticket) {
        if (stopped) {
            ticket.fail(new Unavailable("The server is stopping."));
        } else if (lines.isLocked(ticket)) {
            ticket.fail(new AccountLocked());
        } else if (lines.length() >= limits.queueLength()) {
            ticket.fail(new Unavailable("Too many operations are waiting for the ledger."));
        } else if (lines.isFull(ticket)) {
            ticket.fail(new Unavailable("Too many operations of the team are waiting for the ledger."));
        } else {
            lines.add(ticket);
        }
    }

    /** True if there is something for one more transaction, which the caller has to lead then. */
    private boolean takeLead() {
        if (!lines.isReady() || leaders >= limits.leaders()) {
            return false;
        }
        leaders++;
        return true;
    }

    /** Runs one transaction on the caller's thread; what has arrived meanwhile is left to a worker. */
    private void lead() {
        run(guarded(lines::take));
        if (isMoreWork()) {
            drainByWorker();
        }
    }

    private void drainByWorker() {
        try {
            workers.execute(this::drain);
        } catch (RuntimeException e) { // rejected, or the server ends its threads
            // No worker to be had: better a late answer for this caller than none for the others.
            drain();
        }
    }

    private void drain() {
        do {
            run(guarded(lines::take));
        } while (isMoreWork());
    }

    /** True if the leader has to go on; otherwise it has given its place back. */
    private boolean isMoreWork() {
        return guarded(() -> {
            if (lines.isReady()) {
                return true;
            }
            leaders--;
            changed.signalAll();
            return false;
        });
    }

    /** Posts what was taken, and lets its accounts go on; those of which something is locked are put aside. */
    private void run(WaitingLines.Taken taken) {
        long began = System.nanoTime();
        Map<Long, List<Ticket<?>>> locked = Map.of();
        try {
            if (!taken.tickets().isEmpty()) { // otherwise another leader has been faster
                locked = batches.apply(taken.tickets());
                observe(taken, began);
            }
        } finally {
            release(taken.accounts(), locked);
        }
    }

    private void release(List<Long> accounts, Map<Long, List<Ticket<?>>> locked) {
        boolean startsToWatch = guarded(() -> {
            for (Long account : accounts) {
                if (locked.containsKey(account)) {
                    lines.putAside(account, locked.get(account));
                } else {
                    lines.release(account);
                }
            }
            boolean starts = !isWatching && !locked.isEmpty();
            isWatching |= starts;
            return starts;
        });
        if (startsToWatch) {
            watch();
        }
    }

    private void watch() {
        LOG.log(Level.WARNING, "Another transaction keeps accounts locked: {0}", aside());
        try {
            workers.execute(lockedAccounts);
        } catch (RuntimeException e) { // rejected, or the server ends its threads
            lockedAccounts.run(); // as above
        }
    }

    private void observe(WaitingLines.Taken taken, long began) {
        Duration waited = Duration.ofNanos(began - taken.oldestNanos());
        observer.ended(taken.size(), waited, Duration.ofNanos(System.nanoTime() - began), taken.accounts());
    }

    /** The accounts to look at; if there are none, nobody watches any more. */
    List<Long> toWatch() {
        return guarded(() -> {
            if (stopped) {
                lines.forgetIdle();
            }
            isWatching = !lines.aside().isEmpty();
            changed.signalAll();
            return lines.aside();
        });
    }

    /** Notes which accounts are locked now; returns those to be served. */
    List<Long> toServe(Set<Long> locked) {
        return guarded(() -> lines.toServe(locked));
    }

    /** Posts what waits for an account that was put aside, by itself; from then on it goes with the others. */
    void serve(Long account) {
        run(guarded(() -> lines.takeAside(account)));
        if (guarded(this::takeLead)) {
            drainByWorker();
        }
    }

    /** Answers those who have waited for too long for an account that is still locked. */
    void refuseImpatient(Unavailable refusal) {
        guarded(lines::removeImpatient).forEach(ticket -> ticket.fail(refusal));
    }

    /** Takes nothing more in and waits until all that was taken in is answered, at most for the callers' time-out. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            long nanos = limits.timeout().toNanos();
            while ((leaders > 0 || isWatching) && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
