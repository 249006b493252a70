package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import com.wevion.credits.ledger.book.HoldState;
import java.time.Instant;
import java.util.UUID;

/**
 * Ends a hold with a charge: the work succeeded (S5). What the hold does not cover is taken from what is available (D5). Refused by
 * {@link HoldEndedOtherwise} if the hold had ended, or its time had passed when the report came (D8), and by {@link UnknownHold}.
 *
 * @param charge for the work; beyond the hold only what is available is charged (D5)
 * @param companion rows to be committed with the settlement, which are told what was charged; null for none
 */
public record Settle(
        UUID holdId, long accountId, WorkCharge charge, WorkReport report, Companion<? super Ending> companion)
        implements EndOfHold {
    /** A settlement without further rows. */
    public Settle(UUID holdId, long accountId, WorkCharge charge, WorkReport report) {
        this(holdId, accountId, charge, report, null);
    }

    @Override
    public Instant arrivedAt() {
        return report.arrivedAt();
    }

    @Override
    public boolean hasEnded(HoldRecord hold) {
        return hold.state() == HoldState.SETTLED && report.hasEnded(hold);
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Settle settle && settle.accountId == accountId && report.repeats(settle.report);
    }
}
