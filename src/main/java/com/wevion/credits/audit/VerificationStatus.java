package com.wevion.credits.audit;

/** The status of a run of the verifier. */
public enum VerificationStatus {
    RUNNING,
    /** Nothing differs. */
    PASSED,
    /** Something differs. */
    FAILED,
    /** The server that ran it stopped, or lost its database; nothing follows from it. */
    INTERRUPTED
}
