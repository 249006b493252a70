package com.wevion.credits.ledger.transaction;

import java.time.Duration;
import java.util.Collection;

/** Is told of every transaction of the ledger, on the thread that ran it. */
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
}
