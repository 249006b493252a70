package com.wevion.credits.generation;

import com.wevion.credits.ledger.HoldEndedOtherwise;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.RowsRefused;
import com.wevion.credits.ledger.Void;
import com.wevion.credits.platform.Conflict;
import com.wevion.credits.platform.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Gives jobs up (D20). A job that was surely not sent ends at once. Of any other the workers are asked to give it up; until
 * they report, or its time is over, it stays as it is, because the provider may have done the work.
 */
@ApplicationScoped
public class Cancellations {
    @Inject
    Ledger ledger;

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
        Completion cancelled = Completion.cancelled(job.id(), clock.instant());
        try {
            ledger.voidHold(new Void(
                    job.id(),
                    job.accountId(),
                    cancelled.fingerprint(),
                    Json.write(cancelled),
                    new UnsentRequest(job.id())));
        } catch (HoldEndedOtherwise e) {
            throw new Conflict("The job has finished: its hold is " + e.state() + ".");
        } catch (RowsRefused e) {
            if (!e.isBecause(UnsentRequest.GONE)) {
                throw e;
            }
            requests.add(job.id(), job.teamId());
        }
    }
}
