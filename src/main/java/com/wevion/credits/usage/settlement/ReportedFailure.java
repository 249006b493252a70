package com.wevion.credits.usage.settlement;

/** The reason why work delivered nothing; none of them costs anything (S5). */
public enum ReportedFailure {
    CONTENT_SAFETY,
    INFRASTRUCTURE,
    TIMEOUT,
    CANCELLED
}
