package com.wevion.credits.reconciliation;

/** The progress of a step; a step that was cut off begins anew. */
public enum StepStatus {
    WAITING,
    RUNNING,
    DONE
}
