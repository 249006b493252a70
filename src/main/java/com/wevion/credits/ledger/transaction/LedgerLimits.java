package com.wevion.credits.ledger.transaction;

import java.time.Duration;

/**
 * The bounds of combining.
 *
 * @param batchSize the maximum number of operations in one transaction
 * @param queueLength the maximum number of operations that wait; further ones are refused
 * @param accountQueueLength the maximum of them of one account
 * @param leaders the maximum number of transactions at a time, besides the one of accounts that were put aside
 * @param timeout the time for which a caller waits for its answer
 * @param locked the bounds of an account that another transaction has locked
 */
public record LedgerLimits(
        int batchSize, int queueLength, int accountQueueLength, int leaders, Duration timeout, Locked locked) {

    /**
     * The bounds of the operations of accounts that were put aside.
     *
     * @param pause between two looks whether it is free again
     * @param timeout the time for which they wait for that; what comes later is refused at once, but for one at a time
     * @param queueLength the maximum that wait, for all of them together, when they were not free at the first look
     */
    public record Locked(Duration pause, Duration timeout, int queueLength) {}
}
