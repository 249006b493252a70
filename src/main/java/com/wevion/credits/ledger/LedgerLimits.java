package com.wevion.credits.ledger;

import java.time.Duration;

/**
 * The bounds of combining.
 *
 * @param batchSize most operations in one transaction
 * @param queueLength most operations that wait; further ones are refused
 * @param leaders most transactions at a time
 * @param timeout how long a caller waits for its answer
 */
record LedgerLimits(int batchSize, int queueLength, int leaders, Duration timeout) {}
