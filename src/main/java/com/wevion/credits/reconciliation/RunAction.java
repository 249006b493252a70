package com.wevion.credits.reconciliation;

import java.time.Instant;
import java.util.UUID;

/**
 * An action of an operator on a run.
 *
 * @param by the operator
 */
public record RunAction(Kind action, Instant at, UUID by, String reason) {
    /** The kinds of them. */
    public enum Kind {
        STOP,
        RESTART,
        ABANDON
    }
}
