package com.wevion.credits.ledger;

import com.wevion.credits.platform.ProblemType;
import com.wevion.credits.platform.Refusal;
import java.io.Serial;

/** An operation wants more than what is available; the features turn it into the refusal that their callers expect. */
public final class InsufficientFunds extends Refusal {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long requiredMicros;
    private final long availableMicros;

    InsufficientFunds(long requiredMicros, long availableMicros) {
        super(ProblemType.INSUFFICIENT_CREDITS, "The balance is too low.");
        this.requiredMicros = requiredMicros;
        this.availableMicros = availableMicros;
    }

    /** Micros that were asked for. */
    public long requiredMicros() {
        return requiredMicros;
    }

    /** Micros that are available. */
    public long availableMicros() {
        return availableMicros;
    }
}
