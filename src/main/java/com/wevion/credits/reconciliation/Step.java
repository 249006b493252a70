package com.wevion.credits.reconciliation;

/** The steps of the job, in order. */
public enum Step {
    STAGE,
    MATCH,
    CLASSIFY,
    AUDIT,
    MONEY,
    REPORT
}
