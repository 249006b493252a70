package com.wevion.credits.reconciliation;

/**
 * The status of a run. STOPPING: it ends after the piece of work in hand. COMPLETED_WITH_FAILURES: for all providers
 * but those that failed. STOPPED and FAILED may be restarted; a run that FAILED was started as often as the setting allows. ABANDONED: a person has given it up for good.
 */
public enum RunStatus {
    RUNNING,
    STOPPING,
    STOPPED,
    COMPLETED,
    COMPLETED_WITH_FAILURES,
    FAILED,
    ABANDONED
}
