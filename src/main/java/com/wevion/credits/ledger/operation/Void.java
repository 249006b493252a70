package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import java.time.Instant;
import java.util.UUID;

/**
 * Ends a hold without a charge: the work failed or was cancelled (S5). Refused as {@link Settle} is.
 *
 * @param companion rows to be committed with the end; null for none
 */
public record Void(UUID holdId, long accountId, WorkReport report, Companion<? super Ending> companion)
        implements EndOfHold {
    /** An end without further rows. */
    public Void(UUID holdId, long accountId, WorkReport report) {
        this(holdId, accountId, report, null);
    }

    @Override
    public Instant arrivedAt() {
        return report.arrivedAt();
    }

    @Override
    public boolean hasEnded(HoldRecord hold) {
        return hold.state() == HoldState.VOIDED && report.hasEnded(hold);
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Void end && end.accountId == accountId && report.repeats(end.report);
    }
}
