package com.wevion.credits.reconciliation;

/** How a run is; one that failed was restarted as often as the setting allows. */
public enum RunStatus {
    RUNNING,
    COMPLETED,
    FAILED
}
