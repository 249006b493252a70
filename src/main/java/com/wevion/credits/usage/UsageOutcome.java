package com.wevion.credits.usage;

/** The outcome of the work that a provider did. */
public enum UsageOutcome {
    /** It was delivered and charged. */
    SUCCEEDED,
    /** It failed, and the provider may charge for it all the same. */
    FAILED,
    /** It was reported after its hold had ended, and is not charged (D8). */
    LATE
}
