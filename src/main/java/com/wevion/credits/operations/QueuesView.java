package com.wevion.credits.operations;

import com.wevion.credits.platform.database.Night;
import java.time.Instant;

/**
 * The queues and the batch work. Waiting items are counted up to {@code countedUpTo}; that number stands for that many or more.
 *
 * @param outbox messages to be sent to the broker
 * @param jobs jobs whose workers have not reported yet
 * @param deadLetters messages that failed for good and were neither replayed nor dismissed
 * @param stripeEvents Stripe's events that wait to be processed
 * @param webhooks events on their way to webhooks
 * @param mails events that wait for a mail
 * @param holds admitted work of any kind that has not ended
 * @param purchases purchases that are not paid yet
 * @param breaks breaks of the reconciliation that are OPEN and have no owner
 * @param refusedImports refused files of providers that need an answer
 * @param nightly the latest night of the reconciliation
 * @param nightlyRunAt the time at which the last nightly reconciliation was completed; null if none was
 */
record QueuesView(
        Instant at,
        int countedUpTo,
        Waiting outbox,
        Jobs jobs,
        Waiting deadLetters,
        Events stripeEvents,
        Events webhooks,
        Events mails,
        Holds holds,
        Waiting purchases,
        Waiting breaks,
        Waiting refusedImports,
        Work reconciliation,
        Work imports,
        Work verifications,
        Night nightly,
        Instant nightlyRunAt) {

    /** @param oldestAt time since which the first of them has waited; null if none waits */
    record Waiting(long waiting, Instant oldestAt) {}

    /** @param overdue those whose hold should have been released by now */
    record Jobs(long waiting, Instant oldestAt, long overdue) {}

    /** @param failed given up, until somebody has them tried again */
    record Events(long waiting, long failed, Instant oldestAt) {}

    /** @param expired those that should have been released by now */
    record Holds(long open, long expired) {}

    /**
     * Batch work in progress.
     *
     * @param step the present step of a reconciliation run; null for other work
     * @param rowsDone of the step, or of all that run
     * @param rowsExpected null if it is not known, as of a file that is still being read
     */
    record Work(long running, String step, long rowsDone, Long rowsExpected) {}
}
