package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** A refusal of an operation: nothing of it was written, and repeating it at once would be refused again. */
public abstract sealed class OperationRefused extends Refusal
        permits AmountOutOfRange,
                HoldEndedOtherwise,
                IdempotencyKeyReused,
                InsufficientFunds,
                MemberCapExceeded,
                UnknownAccount,
                UnknownHold {
    @Serial
    private static final long serialVersionUID = 1L;

    OperationRefused(ProblemType type, String detail) {
        super(type, detail);
    }
}
