package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Operation;
import java.time.Duration;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells another observer. If that fails, the log says so, and the ledger goes on: what is posted stays posted. */
public final class GuardedObserver implements TransactionObserver {
    private static final Logger LOG = Logger.getLogger(GuardedObserver.class.getName());

    private final TransactionObserver observer;

    /** @param observer may fail */
    public GuardedObserver(TransactionObserver observer) {
        this.observer = observer;
    }

    @Override
    public void ended(int operations, Duration waited, Duration took, Collection<Long> accounts) {
        guarded(() -> observer.ended(operations, waited, took, accounts));
    }

    @Override
    public <A> void posted(Operation<A> operation, A answer) {
        guarded(() -> observer.posted(operation, answer));
    }

    @Override
    public void failed(Operation<?> operation, RuntimeException cause) {
        guarded(() -> observer.failed(operation, cause));
    }

    private static void guarded(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) { // whatever it is
            LOG.log(Level.WARNING, "A transaction of the ledger was not observed", e);
        }
    }
}
