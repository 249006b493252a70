package com.wevion.credits.trail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The refused attempts that are recorded in a minute: so many of each caller, and so many of all, so that a flood of them neither fills the
 * disk nor hides those of others. Thread-safe.
 */
final class RefusalBudget {
    private final int maxOfAll;
    private final int maxOfOne;
    private final Map<String, Integer> recorded = new HashMap<>();
    private int ofAll;
    private long leftOut;

    RefusalBudget(int maxOfAll, int maxOfOne) {
        this.maxOfAll = maxOfAll;
        this.maxOfOne = maxOfOne;
    }

    /** True if this one is recorded; otherwise it is counted. */
    synchronized boolean admits(String caller) {
        if (ofAll >= maxOfAll || recorded.getOrDefault(caller, 0) >= maxOfOne) {
            leftOut++;
            return false;
        }
        ofAll++;
        recorded.merge(caller, 1, Integer::sum);
        return true;
    }

    /** Begins the next minute, and returns the number of those that were left out of this one; empty if there were none. */
    synchronized Optional<Long> nextMinute() {
        long left = leftOut;
        recorded.clear();
        ofAll = 0;
        leftOut = 0;
        return Optional.of(left).filter(number -> number > 0);
    }

    /** Counts them again, as they could not be recorded. */
    synchronized void leaveOut(long number) {
        leftOut += number;
    }
}
