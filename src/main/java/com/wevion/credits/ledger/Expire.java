package com.wevion.credits.ledger;

import java.util.UUID;

/** Ends a hold whose time has passed (D4); one that is not due stays open. */
record Expire(UUID holdId, long accountId) implements Operation {
    @Override
    public Object identity() {
        return new ById(holdId);
    }

    @Override
    public boolean repeats(Operation other) {
        return other instanceof Expire expire && expire.accountId == accountId;
    }
}
