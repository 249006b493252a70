package com.wevion.credits.reconciliation;

/** The status of a run; one that failed was restarted as often as the setting allows. */
public enum RunStatus {
    RUNNING,
    COMPLETED,
    FAILED
}
