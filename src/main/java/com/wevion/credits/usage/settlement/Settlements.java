package com.wevion.credits.usage.settlement;

import com.wevion.credits.ledger.Anomalies;
import com.wevion.credits.ledger.Holds;
import com.wevion.credits.ledger.Ledger;
import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.ledger.operation.EndOfHold;
import com.wevion.credits.ledger.operation.Ending;
import com.wevion.credits.ledger.operation.HoldEndedOtherwise;
import com.wevion.credits.ledger.operation.Settle;
import com.wevion.credits.ledger.operation.Void;
import com.wevion.credits.ledger.operation.WorkCharge;
import com.wevion.credits.platform.retention.Archived;
import com.wevion.credits.platform.retention.Horizon;
import com.wevion.credits.platform.trace.Trace;
import com.wevion.credits.usage.UsageRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;

/** Ends the holds of reported work, together with its usage records; reported again, nothing changes. */
@ApplicationScoped
public class Settlements {
    @Inject
    Ledger ledger;

    @Inject
    Holds holds;

    @Inject
    Anomalies anomalies;

    @Inject
    UsageRecords usage;

    @Inject
    Horizon horizon;

    /**
     * Charges work that succeeded (S5). A report that came before the work's time was over counts, as long as the hold is open (D8).
     *
     * @throws EndedBefore if it had ended otherwise; the report is recorded
     */
    public Ending settle(ReportedWork work, WorkCharge charge) {
        return end(
                work,
                ReportedOutcome.SUCCEEDED,
                new Settle(
                        work.admitted().id(),
                        work.admitted().accountId(),
                        charge,
                        work.report(),
                        usage.settled(work.finished())));
    }

    /**
     * Releases the hold of work that failed, which costs nothing (S5).
     *
     * @throws EndedBefore if it had ended otherwise; the report is recorded
     */
    public Ending release(ReportedWork work) {
        return end(
                work,
                ReportedOutcome.FAILED,
                new Void(
                        work.admitted().id(),
                        work.admitted().accountId(),
                        work.report(),
                        usage.failed(work.finished())));
    }

    /**
     * The answer to a report of work that is archived, if it is the one by which it had ended; it charges nothing.
     *
     * @param what the kind of work with its article, at the beginning of a sentence
     * @param report the fingerprint of the report
     * @throws Archived if it had ended otherwise
     */
    public Ending again(HoldRecord archived, String what, byte[] report) {
        if (!Arrays.equals(archived.completionFingerprint(), report)) {
            throw horizon.archived(what);
        }
        return Ending.again(archived);
    }

    private Ending end(ReportedWork work, ReportedOutcome outcome, EndOfHold end) {
        Trace.about(work.admitted().teamId(), work.admitted().id());
        try {
            Ending ending = ledger.post(end);
            usage.unusable(work.finished());
            return ending;
        } catch (HoldEndedOtherwise e) {
            usage.unusable(work.finished());
            throw refused(work, outcome, e.state());
        }
    }

    private EndedBefore refused(ReportedWork work, ReportedOutcome outcome, HoldState state) {
        EarlierEnd earlier = earlierEnd(work, state);
        if (earlier != EarlierEnd.REPORTED) {
            // Before the anomaly: a repetition makes up for a crash in between.
            usage.late(work.finished(), outcome == ReportedOutcome.SUCCEEDED);
        }
        anomalies.record(work.admitted().id(), earlier.anomaly(), work.anomaly().get());
        return new EndedBefore(work.admitted().kind(), earlier, state);
    }

    private EarlierEnd earlierEnd(ReportedWork work, HoldState state) {
        if (state == HoldState.EXPIRED) {
            return EarlierEnd.EXPIRED;
        }
        return state == HoldState.VOIDED && wasCancelled(work) ? EarlierEnd.CANCELLED : EarlierEnd.REPORTED;
    }

    private boolean wasCancelled(ReportedWork work) {
        return holds.find(work.admitted().id()) // none if it is archived this moment
                .map(HoldRecord::completion)
                .filter(work.cancellation()::isIn)
                .isPresent();
    }
}
