package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import java.time.Instant;
import java.util.Arrays;

/**
 * A report that work has ended, which is kept with its hold.
 *
 * @param fingerprint to tell a repetition from a contradiction
 * @param completion JSON text
 * @param arrivedAt the time at which it came: one that came in time counts though it is worked off later; null for now
 */
public record WorkReport(byte[] fingerprint, String completion, Instant arrivedAt) {
    /** A report that comes now. */
    public WorkReport(byte[] fingerprint, String completion) {
        this(fingerprint, completion, null);
    }

    /** True if the other one says the same. */
    boolean repeats(WorkReport other) {
        return Arrays.equals(fingerprint, other.fingerprint);
    }

    /** True if it is the one by which the hold has ended. */
    boolean hasEnded(HoldRecord hold) {
        return Arrays.equals(fingerprint, hold.completionFingerprint());
    }
}
