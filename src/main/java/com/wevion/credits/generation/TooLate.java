package com.wevion.credits.generation;

import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** 409: the job had expired or was cancelled before it was completed; recorded as LATE, and charges nothing (D8). */
public final class TooLate extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    TooLate(HoldState state) {
        super(
                ProblemType.CONFLICT,
                (state == HoldState.EXPIRED ? "The job had expired" : "The job was cancelled")
                        + " before this completion; nothing is charged, and the completion is recorded as late.");
    }
}
