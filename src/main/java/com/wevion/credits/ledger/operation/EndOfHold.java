package com.wevion.credits.ledger.operation;

import com.wevion.credits.ledger.book.HoldRecord;
import java.time.Instant;
import java.util.UUID;

/** An operation that ends a hold, as each hold is ended once. */
public sealed interface EndOfHold extends Operation<Ending> permits Settle, Void, Expire {
    /** The hold that it ends. */
    UUID holdId();

    /** True if the hold was ended by this before. */
    boolean hasEnded(HoldRecord hold);

    /** The time at which it came, if it has waited since and counts by that time; null if it counts from when it is decided. */
    default Instant arrivedAt() {
        return null;
    }

    @Override
    default Subject subject() {
        return new OfHold(holdId());
    }

    @Override
    default Ending again(Ending answer) {
        return answer.asReplay();
    }

    @Override
    default <T> Decision<Ending> decidedBy(Decider<T> decider, T account) {
        return decider.end(this, account);
    }
}
