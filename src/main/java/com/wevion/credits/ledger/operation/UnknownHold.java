package com.wevion.credits.ledger.operation;

import com.wevion.credits.platform.ProblemType;
import java.io.Serial;

/** 404: there is no such hold on that account. */
public final class UnknownHold extends OperationRefused {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnknownHold() {
        super(ProblemType.NOT_FOUND, "No such work.");
    }
}
