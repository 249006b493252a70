package com.wevion.credits.ledger;

import com.wevion.credits.platform.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Combines concurrent operations: those that arrive while a transaction runs go together in the next one. There is no
 * timer; a single operation on an idle ledger is posted at once, on its caller's own thread. An account is in at most one
 * transaction at a time, so that those of one node never wait for each other, and its operations keep their order.
 */
final class Combiner {
    private static final Logger LOG = Logger.getLogger(Combiner.class.getName());

    private final Poster poster;
    private final Executor workers;
    private final LedgerLimits limits;
    private final TransactionObserver observer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final WaitingLines lines = new WaitingLines();
    private int leaders;
    private boolean stopped;

    /** @param workers runs the transactions for operations that arrived while their callers could not lead */
    Combiner(Poster poster, Executor workers, LedgerLimits limits, TransactionObserver observer) {
        this.poster = poster;
        this.workers = workers;
        this.limits = limits;
        this.observer = observer;
    }

    /** How many operations wait for a transaction. */
    int queueLength() {
        lock.lock();
        try {
            return lines.length();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Posts one operation, and returns when its transaction has committed.
     *
     * @throws Poster.Rejected if the database refuses its rows
     * @throws Unavailable if too many operations wait, the ledger stops, the database is away, or the answer takes too long
     */
    Outcome post(Operation operation) throws Poster.Rejected {
        return postAll(List.of(operation)).get(0);
    }

    /** As {@link #post}, for operations that have nothing to do with each other; the first failure is thrown. */
    List<Outcome> postAll(List<? extends Operation> operations) throws Poster.Rejected {
        List<Ticket> tickets = new ArrayList<>(operations.size());
        operations.forEach(operation -> tickets.add(new Ticket(operation)));
        if (enqueue(tickets)) {
            lead();
        }
        List<Outcome> outcomes = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            outcomes.add(ticket.await(limits.timeout()));
        }
        return outcomes;
    }

    /** Takes the tickets in; true if the caller is to lead a transaction. */
    private boolean enqueue(List<Ticket> tickets) {
        lock.lock();
        try {
            if (stopped) {
                throw new Unavailable("The server is stopping; retry with the same key.");
            }
            if (lines.length() + tickets.size() > limits.queueLength()) {
                throw new Unavailable("Too many operations wait for the ledger; retry with the same key.");
            }
            tickets.forEach(lines::add);
            if (!lines.isReady() || leaders >= limits.leaders()) {
                return false;
            }
            leaders++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs one transaction on the caller's thread; what has arrived meanwhile is left to a worker. */
    private void lead() {
        runOne();
        if (!isMoreWork()) {
            return;
        }
        try {
            workers.execute(this::drain);
        } catch (RejectedExecutionException e) {
            // No worker to be had: better a late answer for this caller than none for the others.
            drain();
        }
    }

    private void drain() {
        do {
            runOne();
        } while (isMoreWork());
    }

    /** Whether the leader has to go on; otherwise it has given its place back. */
    private boolean isMoreWork() {
        lock.lock();
        try {
            if (lines.isReady()) {
                return true;
            }
            leaders--;
            idle.signalAll();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void runOne() {
        WaitingLines.Taken taken;
        lock.lock();
        try {
            taken = lines.take(limits.batchSize());
        } finally {
            lock.unlock();
        }
        if (taken.tickets().isEmpty()) {
            return; // another leader has been faster
        }
        long began = System.nanoTime();
        try {
            apply(taken.tickets());
        } finally {
            lock.lock();
            try {
                lines.release(taken.accounts());
            } finally {
                lock.unlock();
            }
            observe(taken, began);
        }
    }

    private void observe(WaitingLines.Taken taken, long began) {
        try {
            Duration waited = Duration.ofNanos(began - taken.oldestNanos());
            observer.ended(taken.size(), waited, Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) { // whatever it is: the ledger goes on
            LOG.log(Level.WARNING, "A transaction of the ledger was not observed", e);
        }
    }

    /** Posts the batch; if that fails though the database is there, one by one, so that one bad operation never fails its neighbours. */
    private void apply(List<List<Ticket>> batch) {
        try {
            List<Outcome> outcomes = poster.post(
                    batch.stream().map(same -> same.get(0).operation()).toList());
            for (int row = 0; row < outcomes.size(); row++) {
                answer(batch.get(row), outcomes.get(row));
            }
        } catch (Unavailable e) {
            fail(batch, e);
        } catch (Poster.Rejected | RuntimeException | Error e) {
            if (batch.size() == 1) {
                fail(batch, e);
            } else {
                batch.forEach(same -> apply(List.of(same)));
            }
        }
    }

    private static void answer(List<Ticket> same, Outcome outcome) {
        same.get(0).answer(outcome);
        same.subList(1, same.size()).forEach(repetition -> repetition.answer(outcome.asReplay()));
    }

    private static void fail(List<List<Ticket>> batch, Throwable cause) {
        batch.forEach(same -> same.forEach(ticket -> ticket.fail(cause)));
    }

    /** Takes nothing more in and waits until all that was taken in is answered, at most for the callers' time-out. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            long nanos = limits.timeout().toNanos();
            while (leaders > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
