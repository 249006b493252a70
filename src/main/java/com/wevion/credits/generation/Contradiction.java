package com.wevion.credits.generation;

import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** 409: the job had ended by another completion; that one stands, this one is recorded as an anomaly. */
public final class Contradiction extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    Contradiction(HoldState state) {
        super(
                ProblemType.CONFLICT,
                "The job is " + state + " by another completion; that one stands, and this one is recorded.");
    }
}
