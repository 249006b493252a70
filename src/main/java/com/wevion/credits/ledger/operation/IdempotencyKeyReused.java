package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** 422: the idempotency key was used before for another request. */
public final class IdempotencyKeyReused extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The key itself is not repeated: callers put all kinds of things into it. */
    public IdempotencyKeyReused() {
        super(ProblemType.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used before for another request.");
    }
}
