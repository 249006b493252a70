package com.wevion.credits.reconciliation;

/** The trigger of a run. */
public enum RunTrigger {
    NIGHTLY,
    OPERATOR
}
