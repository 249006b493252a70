package com.wevion.credits.reconciliation;

/** The steps of the job, in order. */
enum Step {
    STAGE,
    MATCH,
    CLASSIFY,
    AUDIT,
    REPORT
}
