package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import java.util.UUID;

/** Ends a hold whose time has passed (D4); one that is not due stays open. */
public record Expire(UUID holdId, long accountId) implements EndOfHold {
    @Override
    public Companion<? super Ending> companion() {
        return null;
    }

    /** It tells nobody that it has; whoever asks again finds the hold ended otherwise. */
    @Override
    public boolean hasEnded(HoldRecord hold) {
        return false;
    }

    @Override
    public boolean repeats(Operation<?> other) {
        return other instanceof Expire expire && expire.accountId == accountId;
    }
}
