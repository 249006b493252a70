package com.wevion.credits.usage.settlement;

/** How work ended, by the word of whoever did it. */
public enum ReportedOutcome {
    SUCCEEDED,
    FAILED
}
