package com.wevion.credits.reconciliation;

/** Why a run was started. */
public enum RunTrigger {
    NIGHTLY,
    OPERATOR
}
