package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** 422: the amount would take a balance beyond what the ledger can count. */
public final class AmountOutOfRange extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    public AmountOutOfRange() {
        super(ProblemType.UNPRICEABLE, "The amount is too large for an account.");
    }
}
