package com.wevion.credits.usage.settlement;

/** The end of work, by the word of whoever did it. */
public enum ReportedOutcome {
    SUCCEEDED,
    FAILED
}
