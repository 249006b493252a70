package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldState;
import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** 409: the hold has ended before, in another way or with other figures; that end stands (D8). */
public final class HoldEndedOtherwise extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    private final HoldState state;

    public HoldEndedOtherwise(HoldState state) {
        super(ProblemType.CONFLICT, "The work has already ended differently: " + state + ".");
        this.state = state;
    }

    /** The state in which it had ended: SETTLED, VOIDED or EXPIRED. */
    public HoldState state() {
        return state;
    }
}
