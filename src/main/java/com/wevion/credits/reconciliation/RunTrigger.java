package com.wevion.credits.reconciliation;

/** Why a run was started. */
enum RunTrigger {
    NIGHTLY,
    OPERATOR
}
