package com.wevion.credits.generation;

import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.AdmittedWork;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.RowsRefused;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkReport;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives jobs up (D20). A job that was surely not sent ends at once. Of any other the workers are asked to give it up; until
 * they report, or its time is over, it stays as it is, because the provider may have done the work.
 */
@ApplicationScoped
public class Cancellations {
    private static final Logger LOG = Logger.getLogger(Cancellations.class.getName());

    @Inject
    Ledger ledger;

    @Inject
    Holds holds;

    @Inject
    CancellationRequests requests;

    @Inject
    Clock clock;

    /**
     * Ends the job, or asks its workers to; done again, it changes nothing.
     *
     * @throws Conflict if the job has finished
     */
    void cancel(JobRecord job) {
        boolean isOpen = job.status() == JobStatus.QUEUED || job.status() == JobStatus.CANCELLING;
        if (isOpen && !job.deadline().isAfter(clock.instant())) {
            // Whether it has expired is not decided here: a completion that came in time may still wait (D8).
            throw new Conflict("The job has finished: its time is over.");
        }
        try {
            if (!endsUnsent(job.id(), job.accountId())) {
                requests.add(job.id(), job.teamId());
            }
        } catch (HoldEndedOtherwise e) {
            throw new Conflict("The job has finished: its hold is " + e.state() + ".");
        }
    }

    /** Ends a job that was cancelled while somebody tried to send it, and that was surely not sent; one that has ended stays as it is. */
    void endUnsent(UUID jobId) {
        AdmittedWork job = holds.admitted(jobId).orElseThrow();
        try {
            endsUnsent(jobId, job.accountId());
        } catch (HoldEndedOtherwise e) {
            LOG.log(Level.FINE, "A cancelled job has ended otherwise", e);
        }
    }

    /** Ends a job if it was surely not sent; false if it may have been. */
    private boolean endsUnsent(UUID jobId, long accountId) {
        Completion cancelled = Completion.cancelled(jobId, clock.instant());
        try {
            ledger.post(new Void(
                    jobId,
                    accountId,
                    new WorkReport(cancelled.fingerprint(), Json.write(cancelled)),
                    new UnsentRequest(jobId)));
            return true;
        } catch (RowsRefused e) {
            if (!e.isBecause(UnsentRequest.GONE)) {
                throw e;
            }
            return false;
        }
    }
}
