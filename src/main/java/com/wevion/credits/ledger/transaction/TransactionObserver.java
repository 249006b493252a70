package com.wevion.credits.ledger.transaction;

import com.wevion.credits.ledger.operation.Operation;
import java.time.Duration;
import java.util.Collection;

/** Is told of every transaction of the ledger and of every answer, on the thread of whoever ran or asked. */
@FunctionalInterface
public interface TransactionObserver {
    /**
     * A transaction has ended, well or not.
     *
     * @param operations the number that it combined
     * @param waited the time for which the one that came first had waited for it
     * @param took the time from the wait for a connection to the commit
     * @param accounts on which they were
     */
    void ended(int operations, Duration waited, Duration took, Collection<Long> accounts);

    /** An operation was posted, now or before. */
    default <A> void posted(Operation<A> operation, A answer) {}

    /** An operation was not posted, or nobody knows whether it was. */
    default void failed(Operation<?> operation, RuntimeException cause) {}
}
