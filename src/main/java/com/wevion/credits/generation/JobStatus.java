package com.wevion.credits.generation;

import com.wevion.credits.ledger.HoldState;

/** Where a job is; nothing but the state of its hold, and why it was voided. */
enum JobStatus {
    QUEUED("h.state = 'OPEN'"),
    SUCCEEDED("h.state = 'SETTLED'"),
    FAILED("h.state = 'VOIDED' AND h.completion->>'failure' IS DISTINCT FROM 'CANCELLED'"),
    EXPIRED("h.state = 'EXPIRED'"),
    CANCELLED("h.state = 'VOIDED' AND h.completion->>'failure' = 'CANCELLED'");

    private final String condition;

    JobStatus(String condition) {
        this.condition = condition;
    }

    /** The same as an SQL condition on the hold {@code h}. */
    String condition() {
        return condition;
    }

    /** @param completion what was reported; null while nothing was */
    static JobStatus of(HoldState state, Completion completion) {
        return switch (state) {
            case OPEN -> QUEUED;
            case SETTLED -> SUCCEEDED;
            case EXPIRED -> EXPIRED;
            case VOIDED -> completion != null && completion.failure() == Failure.CANCELLED ? CANCELLED : FAILED;
        };
    }
}
