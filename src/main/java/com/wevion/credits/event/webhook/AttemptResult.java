package com.wevion.credits.event.webhook;

/**
 * The end of an attempt.
 *
 * @param status of the answer; null without one
 * @param error a sentence; null if it was delivered
 * @param retryAfterSeconds for which the receiver asks not to be told; 0 if it does not
 */
record AttemptResult(Attempt attempt, Integer status, String error, long retryAfterSeconds) {
    private static final int GONE = 410;

    boolean isDelivered() {
        return error == null;
    }

    /** True if the receiver wants nothing more, ever. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
