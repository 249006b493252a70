package com.wevion.credits.reconciliation.job;

/** A day cannot be compared because of its data; the run continues, and its report names the day. */
public final class SliceSkipped extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SliceSkipped(Slice slice, String reason) {
        super(slice.provider() + " on " + slice.day() + ": " + reason);
    }
}
