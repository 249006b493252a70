package com.wevion.credits.approval;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** 409: somebody else was faster, or the time is over. */
public final class DecidedMeanwhile extends Refusal {
    /** SQLSTATE by which a companion of the ledger says so, as a violated constraint would. */
    public static final String STATE = "23DEC";

    @Serial
    private static final long serialVersionUID = 1L;

    /** Without more, as the state that it has is read afresh. */
    public DecidedMeanwhile() {
        super(ProblemType.CONFLICT, "It has been decided, or has expired.");
    }
}
