package com.wevion.credits.reconciliation.breaks;

/** The progress of people's work on a break. */
public enum BreakState {
    OPEN,
    /** It is right as it is; it stays so as long as runs find the same amount. */
    ACCEPTED,
    /** The provider has been told. */
    DISPUTED,
    /** Settled; open again if a run finds it again. */
    RESOLVED
}
