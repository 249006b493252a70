package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** 404: there is no such account, as its team has none. */
public final class UnknownAccount extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnknownAccount() {
        super(ProblemType.NOT_FOUND, "No such team.");
    }
}
