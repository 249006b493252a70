package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** An operation wants more than what is available; the features turn it into the refusal that their callers expect. */
public final class InsufficientFunds extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long requiredUnits;
    private final long availableUnits;

    public InsufficientFunds(long requiredUnits, long availableUnits) {
        super(ProblemType.INSUFFICIENT_CREDITS, "The balance is too low.");
        this.requiredUnits = requiredUnits;
        this.availableUnits = availableUnits;
    }

    /** Units that were asked for. */
    public long requiredUnits() {
        return requiredUnits;
    }

    /** Units that are available. */
    public long availableUnits() {
        return availableUnits;
    }
}
