package com.wevion.credits.generation;

import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.usage.settlement.ReportedFailure;

/** The status of a job: derived only from the state of its hold, from a request to cancel, and from the reason why it was voided. */
enum JobStatus {
    QUEUED("h.state = 'OPEN' AND c.job_id IS NULL"),
    /** The workers are asked to give it up, and have not reported yet (D20). */
    CANCELLING("h.state = 'OPEN' AND c.job_id IS NOT NULL"),
    SUCCEEDED("h.state = 'SETTLED'"),
    FAILED("h.state = 'VOIDED' AND h.completion->>'failure' IS DISTINCT FROM 'CANCELLED'"),
    EXPIRED("h.state = 'EXPIRED'"),
    CANCELLED("h.state = 'VOIDED' AND h.completion->>'failure' = 'CANCELLED'");

    private final String condition;

    JobStatus(String condition) {
        this.condition = condition;
    }

    /** The same as an SQL condition on the hold {@code h} and its cancellation {@code c}. */
    String condition() {
        return condition;
    }

    /**
     * The status of a job with this hold.
     *
     * @param cancelling true if the workers were asked to give it up
     * @param completion the report; null while there is none
     */
    static JobStatus of(HoldState state, boolean cancelling, Completion completion) {
        return switch (state) {
            case OPEN -> cancelling ? CANCELLING : QUEUED;
            case SETTLED -> SUCCEEDED;
            case EXPIRED -> EXPIRED;
            case VOIDED -> completion != null && completion.failure() == ReportedFailure.CANCELLED ? CANCELLED : FAILED;
        };
    }
}
