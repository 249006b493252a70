package com.wevion.credits.operations;

import java.time.Instant;

/**
 * What waits where, and what works in the background. Numbers of what waits are counted up to {@code countedUpTo}; one that is
 * as high stands for that many or more.
 *
 * @param outbox messages to be sent to the broker
 * @param jobs jobs whose workers have not reported yet
 * @param deadLetters messages that failed for good and were neither sent again nor dismissed
 * @param stripeEvents what Stripe said and is to be worked on
 * @param holds admitted work of any kind that has not ended
 * @param purchases what is not paid yet
 * @param nightlyRunAt when the last nightly reconciliation was completed; null if none was
 */
record QueuesView(
        Instant at,
        int countedUpTo,
        Waiting outbox,
        Jobs jobs,
        Waiting deadLetters,
        Events stripeEvents,
        Holds holds,
        Waiting purchases,
        Work reconciliation,
        Work imports,
        Work verifications,
        Instant nightlyRunAt) {

    /** @param oldestAt since when the first of them waits; null if none does */
    record Waiting(long waiting, Instant oldestAt) {}

    /** @param overdue those whose hold should have been released by now */
    record Jobs(long waiting, Instant oldestAt, long overdue) {}

    /** @param failed given up, until an operator has them tried again */
    record Events(long waiting, long failed, Instant oldestAt) {}

    /** @param expired those that should have been released by now */
    record Holds(long open, long expired) {}

    /**
     * Batch work that runs.
     *
     * @param step what it does, of a reconciliation run; else null
     * @param rowsDone of the step, or of all that run
     * @param rowsExpected null if it is not known, as of a file that is still being read
     */
    record Work(long running, String step, long rowsDone, Long rowsExpected) {}
}
